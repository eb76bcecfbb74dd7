import { APIGatewayClient } from '@aws-sdk/client-api-gateway';
import { ApplicationAutoScalingClient } from '@aws-sdk/client-application-auto-scaling';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { ECSClient } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { IAMClient } from '@aws-sdk/client-iam';
import { KafkaClient } from '@aws-sdk/client-kafka';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { MqClient } from '@aws-sdk/client-mq';
import { PipesClient } from '@aws-sdk/client-pipes';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { VPCLatticeClient } from '@aws-sdk/client-vpc-lattice';

/** Where the calls of a stack go, and as whom. */
export interface AwsTarget {
  endpoint: string;
  accountId: string;
  region: string;
}

/** The SDK clients that a stack is created with, for one account and region. */
export class AwsClients {
  readonly accountId: string;
  readonly region: string;
  readonly apiGateway: APIGatewayClient;
  readonly applicationAutoScaling: ApplicationAutoScalingClient;
  readonly cloudWatch: CloudWatchClient;
  readonly ecs: ECSClient;
  readonly elasticLoadBalancing: ElasticLoadBalancingV2Client;
  readonly eventBridge: EventBridgeClient;
  readonly iam: IAMClient;
  readonly kafka: KafkaClient;
  readonly lambda: LambdaClient;
  readonly logs: CloudWatchLogsClient;
  readonly mq: MqClient;
  readonly pipes: PipesClient;
  readonly scheduler: SchedulerClient;
  readonly sfn: SFNClient;
  readonly sns: SNSClient;
  readonly sqs: SQSClient;
  readonly vpcLattice: VPCLatticeClient;

  constructor(target: AwsTarget) {
    this.accountId = target.accountId;
    this.region = target.region;
    const config = {
      endpoint: target.endpoint,
      region: target.region,
      // The sandbox takes a 12-digit access key as the account.
      credentials: {
        accessKeyId: target.accountId,
        secretAccessKey: 'sandbox',
      },
    };
    this.apiGateway = new APIGatewayClient(config);
    this.applicationAutoScaling = new ApplicationAutoScalingClient(config);
    this.cloudWatch = new CloudWatchClient(config);
    this.ecs = new ECSClient(config);
    this.elasticLoadBalancing = new ElasticLoadBalancingV2Client(config);
    this.eventBridge = new EventBridgeClient(config);
    this.iam = new IAMClient(config);
    this.kafka = new KafkaClient(config);
    this.lambda = new LambdaClient(config);
    this.logs = new CloudWatchLogsClient(config);
    this.mq = new MqClient(config);
    this.pipes = new PipesClient(config);
    this.scheduler = new SchedulerClient(config);
    this.sfn = new SFNClient(config);
    this.sns = new SNSClient(config);
    this.sqs = new SQSClient({ ...config, useQueueUrlAsEndpoint: false });
    this.vpcLattice = new VPCLatticeClient(config);
  }

  /** Closes the clients' connections. */
  destroy(): void {
    for (const client of [
      this.apiGateway,
      this.applicationAutoScaling,
      this.cloudWatch,
      this.ecs,
      this.elasticLoadBalancing,
      this.eventBridge,
      this.iam,
      this.kafka,
      this.lambda,
      this.logs,
      this.mq,
      this.pipes,
      this.scheduler,
      this.sfn,
      this.sns,
      this.sqs,
      this.vpcLattice,
    ]) {
      client.destroy();
    }
  }
}
