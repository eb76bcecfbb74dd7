import { APIGatewayClient } from '@aws-sdk/client-api-gateway';
import { ApplicationAutoScalingClient } from '@aws-sdk/client-application-auto-scaling';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { ECSClient } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { IAMClient } from '@aws-sdk/client-iam';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { PipesClient } from '@aws-sdk/client-pipes';
import { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { STSClient } from '@aws-sdk/client-sts';
import { VPCLatticeClient } from '@aws-sdk/client-vpc-lattice';
import {
  saysUnsupported,
  UnsupportedOperationError,
} from './unsupported-operation';

/** One client for each service of the contract. */
export interface ContractClients {
  apiGateway: APIGatewayClient;
  applicationAutoScaling: ApplicationAutoScalingClient;
  cloudFormation: CloudFormationClient;
  cloudWatch: CloudWatchClient;
  ecs: ECSClient;
  elasticLoadBalancing: ElasticLoadBalancingV2Client;
  eventBridge: EventBridgeClient;
  iam: IAMClient;
  lambda: LambdaClient;
  pipes: PipesClient;
  scheduler: SchedulerClient;
  sfn: SFNClient;
  sns: SNSClient;
  sqs: SQSClient;
  sts: STSClient;
  tagging: ResourceGroupsTaggingAPIClient;
  vpcLattice: VPCLatticeClient;
}

/** Where the clients go. Credentials are the SDK's own when absent. */
export interface ContractTarget {
  endpoint: string;
  region: string;
  credentials?: { accessKeyId: string; secretAccessKey: string };
}

const PREFIX: Record<keyof ContractClients, string> = {
  apiGateway: 'apigateway',
  applicationAutoScaling: 'application-autoscaling',
  cloudFormation: 'cloudformation',
  cloudWatch: 'cloudwatch',
  ecs: 'ecs',
  elasticLoadBalancing: 'elasticloadbalancing',
  eventBridge: 'events',
  iam: 'iam',
  lambda: 'lambda',
  pipes: 'pipes',
  scheduler: 'scheduler',
  sfn: 'states',
  sns: 'sns',
  sqs: 'sqs',
  sts: 'sts',
  tagging: 'tag',
  vpcLattice: 'vpc-lattice',
};

/**
 * Unmodified SDK clients. An answer that means "I do not know this operation"
 * reaches the caller as an `UnsupportedOperationError` that names it.
 */
export function contractClients(target: ContractTarget): ContractClients {
  const clients: ContractClients = {
    apiGateway: new APIGatewayClient(target),
    applicationAutoScaling: new ApplicationAutoScalingClient(target),
    cloudFormation: new CloudFormationClient(target),
    cloudWatch: new CloudWatchClient(target),
    ecs: new ECSClient(target),
    elasticLoadBalancing: new ElasticLoadBalancingV2Client(target),
    eventBridge: new EventBridgeClient(target),
    iam: new IAMClient(target),
    lambda: new LambdaClient(target),
    pipes: new PipesClient(target),
    scheduler: new SchedulerClient(target),
    sfn: new SFNClient(target),
    sns: new SNSClient(target),
    sqs: new SQSClient({ ...target, useQueueUrlAsEndpoint: false }),
    sts: new STSClient(target),
    tagging: new ResourceGroupsTaggingAPIClient(target),
    vpcLattice: new VPCLatticeClient(target),
  };
  for (const [name, client] of Object.entries(clients)) {
    nameUnsupportedOperations(client, PREFIX[name as keyof ContractClients]);
  }
  return clients;
}

/** Closes all connections. */
export function destroyClients(clients: ContractClients): void {
  for (const client of Object.values(clients)) {
    client.destroy();
  }
}

type AnyClient = ContractClients[keyof ContractClients];

function nameUnsupportedOperations(client: AnyClient, prefix: string): void {
  const { middlewareStack } = client as Pick<SQSClient, 'middlewareStack'>;
  middlewareStack.add(
    (next, context) => async args => {
      try {
        return await next(args);
      } catch (error) {
        if (saysUnsupported(error)) {
          const operation = String(context.commandName).replace(/Command$/, '');
          throw new UnsupportedOperationError(`${prefix}:${operation}`, error);
        }
        throw error;
      }
    },
    { step: 'initialize', priority: 'high', name: 'unsupportedOperations' },
  );
}
