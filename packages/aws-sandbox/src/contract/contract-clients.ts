import { APIGatewayClient } from '@aws-sdk/client-api-gateway';
import { ApplicationAutoScalingClient } from '@aws-sdk/client-application-auto-scaling';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ECSClient } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { IAMClient } from '@aws-sdk/client-iam';
import { KinesisClient } from '@aws-sdk/client-kinesis';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { PipesClient } from '@aws-sdk/client-pipes';
import { ResourceGroupsTaggingAPIClient } from '@aws-sdk/client-resource-groups-tagging-api';
import { S3Client } from '@aws-sdk/client-s3';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
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
  dynamoDb: DynamoDBClient;
  ecs: ECSClient;
  elasticLoadBalancing: ElasticLoadBalancingV2Client;
  eventBridge: EventBridgeClient;
  iam: IAMClient;
  kinesis: KinesisClient;
  lambda: LambdaClient;
  logs: CloudWatchLogsClient;
  pipes: PipesClient;
  s3: S3Client;
  scheduler: SchedulerClient;
  secretsManager: SecretsManagerClient;
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
  dynamoDb: 'dynamodb',
  ecs: 'ecs',
  elasticLoadBalancing: 'elasticloadbalancing',
  eventBridge: 'events',
  iam: 'iam',
  kinesis: 'kinesis',
  lambda: 'lambda',
  logs: 'logs',
  pipes: 'pipes',
  s3: 's3',
  scheduler: 'scheduler',
  secretsManager: 'secretsmanager',
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
    dynamoDb: new DynamoDBClient(target),
    ecs: new ECSClient(target),
    elasticLoadBalancing: new ElasticLoadBalancingV2Client(target),
    eventBridge: new EventBridgeClient(target),
    iam: new IAMClient(target),
    kinesis: new KinesisClient(target),
    lambda: new LambdaClient(target),
    logs: new CloudWatchLogsClient(target),
    pipes: new PipesClient(target),
    s3: new S3Client({ ...target, forcePathStyle: true }),
    scheduler: new SchedulerClient(target),
    secretsManager: new SecretsManagerClient(target),
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
