import {
  Cluster,
  KafkaClient,
  ListClustersV2Command,
  ListTopicsCommand,
} from '@aws-sdk/client-kafka';
import {
  BrokerAttributes,
  TopologyNode,
  TopologyNodeOf,
} from '@ecs-eda/plugin-event-topology-common';
import { isInternalTopic, kafkaTopicNode } from '../findings/kafka-topic-node';
import { withoutUndefined } from '../findings/make-edge';
import { ReadingPlace, makeNode } from '../findings/make-node';
import { AwsSource, SourceContext } from './aws-source';

const PAGE_SIZE = 100;

/**
 * MSK clusters and their topics. 1 call a 100 clusters, and 1 for 100 topics of
 * each cluster that lists them: MSK does so for provisioned clusters that are
 * active and run Kafka 3.6 or later. Of others, topics are known by what
 * CloudWatch measures and by who reads them.
 */
export const kafkaSource: AwsSource = {
  service: 'kafka',
  scope: 'region',
  createClient: config => new KafkaClient(config),

  async read(context) {
    const nodes: TopologyNode[] = [];
    const listed = context.pages(
      'clusters',
      token =>
        context.send(
          new ListClustersV2Command({
            MaxResults: PAGE_SIZE,
            NextToken: token,
          }),
        ),
      page => page.NextToken,
    );
    for await (const page of listed) {
      for (const cluster of page.ClusterInfoList ?? []) {
        nodes.push(clusterNode(context, cluster));
        if (listsTopics(cluster)) {
          context.resources.add(
            'topics',
            `topics of ${cluster.ClusterName}`,
            async () => {
              nodes.push(...(await readTopics(context, cluster)));
            },
          );
        }
      }
    }
    await context.resources.done();
    return { nodes, edges: [] };
  },
};

async function readTopics(
  context: SourceContext,
  { ClusterArn = '', ClusterName, Tags }: Cluster,
): Promise<TopologyNode[]> {
  const nodes: TopologyNode[] = [];
  const listed = context.pages(
    `topics of ${ClusterName}`,
    token =>
      context.send(
        new ListTopicsCommand({
          ClusterArn,
          MaxResults: PAGE_SIZE,
          NextToken: token,
        }),
      ),
    page => page.NextToken,
  );
  for await (const page of listed) {
    for (const topic of page.Topics ?? []) {
      if (topic.TopicName && !isInternalTopic(topic.TopicName)) {
        nodes.push(
          kafkaTopicNode(
            context,
            ClusterArn,
            topic.TopicName,
            {
              partitionCount: topic.PartitionCount,
              replicationFactor: topic.ReplicationFactor,
            },
            Tags,
          ),
        );
      }
    }
  }
  return nodes;
}

export function clusterNode(
  place: ReadingPlace,
  cluster: Cluster,
): TopologyNodeOf<'broker'> {
  const id = cluster.ClusterArn ?? '';
  return makeNode(
    place,
    'broker',
    id,
    cluster.ClusterName ?? id,
    withoutUndefined<BrokerAttributes>({
      engine: 'KAFKA',
      state: cluster.State,
      version: cluster.Provisioned?.CurrentBrokerSoftwareInfo?.KafkaVersion,
      deployment: cluster.ClusterType,
      instanceType: cluster.Provisioned?.BrokerNodeGroupInfo?.InstanceType,
      brokerNodeCount: cluster.Provisioned?.NumberOfBrokerNodes,
    }),
    cluster.Tags,
  );
}

/** Whether MSK lists the topics of a cluster; asking for others' fails each time. */
export function listsTopics(cluster: Cluster): boolean {
  const version =
    cluster.Provisioned?.CurrentBrokerSoftwareInfo?.KafkaVersion ?? '';
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return (
    cluster.State === 'ACTIVE' &&
    cluster.Provisioned !== undefined &&
    (major > 3 || (major === 3 && minor >= 6))
  );
}
