import { CreateEventSourceMappingCommand } from '@aws-sdk/client-lambda';
import { AwsClients } from '../aws/aws-clients';
import {
  ContainerService,
  ensureContainerService,
} from '../aws/container-service';
import { ensureFunction } from '../aws/function';
import { ensureKafkaCluster, ensureKafkaTopic } from '../aws/kafka-cluster';
import { ensureMessageBroker } from '../aws/message-broker';
import { orElse } from '../aws/or-else';
import { allow } from '../aws/policy-document';
import { ensureTaskDefinition } from '../aws/task-definition';
import { Shop, shopTags } from './shop';

/** The storefront component as it was deployed. */
export interface StorefrontStack {
  service: ContainerService;
  pageViewsArn: string;
  recommendationsArn: string;
  broker: { arn: string; queue: string };
}

const TOPIC = 'page-views';
const STOCK_QUEUE = 'stock-changes';

const tags = shopTags({ component: 'storefront', pattern: 'stream-consumer' });

/**
 * The shop's pages. What customers look at goes to a Kafka topic, from which
 * recommendations are made; what is in stock comes from the old ERP system,
 * which speaks nothing but JMS and reports to a broker of Amazon MQ.
 */
export async function deployStorefront(
  aws: AwsClients,
  shop: Shop,
): Promise<StorefrontStack> {
  const clusterArn = await ensureKafkaCluster(aws, {
    name: 'clickstream',
    network: shop.network,
    tags,
  });
  const pageViewsArn = await ensureKafkaTopic(aws, {
    clusterArn,
    name: TOPIC,
    partitionCount: 6,
  });
  const broker = await ensureMessageBroker(aws, {
    name: 'erp',
    network: shop.network,
    tags: shopTags({ component: 'storefront', pattern: 'queue-worker' }),
  });
  const taskDefinition = await ensureTaskDefinition(aws, {
    family: 'storefront',
    image: 'shop/storefront:7.3.1',
    cpu: '512',
    memory: '1024',
    environment: {
      PAGE_VIEWS_TOPIC: TOPIC,
      ERP_BROKER_URL: broker.amqpEndpoint,
      ERP_QUEUE: STOCK_QUEUE,
    },
    taskRoleStatements: [
      allow(['kafka-cluster:Connect'], [clusterArn]),
      allow(
        ['kafka-cluster:DescribeTopic', 'kafka-cluster:WriteData'],
        [pageViewsArn],
      ),
    ],
    executionRoleArn: shop.executionRoleArn,
    tags,
  });
  const service = await ensureContainerService(aws, {
    name: 'storefront',
    cluster: shop.cluster,
    network: shop.network,
    taskDefinition,
    desiredCount: 2,
    tags,
  });
  return {
    service,
    pageViewsArn,
    recommendationsArn: await deployRecommendations(aws, {
      clusterArn,
      pageViewsArn,
    }),
    broker: { arn: broker.arn, queue: STOCK_QUEUE },
  };
}

async function deployRecommendations(
  aws: AwsClients,
  { clusterArn, pageViewsArn }: { clusterArn: string; pageViewsArn: string },
): Promise<string> {
  const functionArn = await ensureFunction(aws, {
    name: 'recommendations',
    description: 'Learns from what customers look at together',
    environment: {},
    memorySizeMegabytes: 1024,
    timeoutSeconds: 30,
    roleStatements: [
      allow(
        ['kafka:DescribeClusterV2', 'kafka:GetBootstrapBrokers'],
        [clusterArn],
      ),
      allow(['kafka-cluster:Connect'], [clusterArn]),
      allow(
        ['kafka-cluster:DescribeTopic', 'kafka-cluster:ReadData'],
        [pageViewsArn],
      ),
    ],
    tags,
  });
  await orElse<unknown>(
    () =>
      aws.lambda.send(
        new CreateEventSourceMappingCommand({
          FunctionName: functionArn,
          EventSourceArn: clusterArn,
          Topics: [TOPIC],
          StartingPosition: 'LATEST',
          BatchSize: 100,
          AmazonManagedKafkaEventSourceConfig: {
            ConsumerGroupId: 'recommendations',
          },
          Tags: tags,
        }),
      ),
    ['ResourceConflictException'],
    async () => undefined,
  );
  return functionArn;
}
