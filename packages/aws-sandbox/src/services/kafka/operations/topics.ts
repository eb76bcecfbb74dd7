import {
  CreateTopicRequest,
  CreateTopicResponse,
  DeleteTopicRequest,
  DeleteTopicResponse,
  DescribeTopicRequest,
  DescribeTopicResponse,
  ListTopicsRequest,
  ListTopicsResponse,
} from '@aws-sdk/client-kafka';
import { AwsError, Operation, RequestContext, paginate } from '../../../core';
import { addTopic } from '../add-topic';
import { StoredCluster, badRequest, clusterOf, findTopic } from '../state';

const PAGE_SIZE = 100;

/** Topics, by MSK's own API, which serverless clusters do not have. */
export const topicOperations: Record<string, Operation> = {
  CreateTopic(input: CreateTopicRequest, context): CreateTopicResponse {
    const cluster = provisionedCluster(context, input.ClusterArn);
    const name = input.TopicName ?? '';
    if (!/^(?!\.{1,2}$)[A-Za-z0-9._-]{1,249}$/.test(name)) {
      throw badRequest(
        'A topic name has 1 to 249 letters, digits, dots, underscores and hyphens.',
        'topicName',
      );
    }
    const { PartitionCount = 0, ReplicationFactor = 0 } = input;
    if (PartitionCount < 1 || ReplicationFactor < 1) {
      throw badRequest(
        'Partition count and replication factor must be at least 1.',
      );
    }
    if (cluster.topics.has(name)) {
      throw new AwsError(
        'TopicExistsException',
        `The topic ${name} exists already in cluster ${cluster.name}.`,
        409,
      );
    }
    const { arn } = addTopic(cluster, {
      name,
      partitionCount: PartitionCount,
      replicationFactor: ReplicationFactor,
      configs: input.Configs,
    });
    return { TopicArn: arn, TopicName: name, Status: 'ACTIVE' };
  },

  DescribeTopic(input: DescribeTopicRequest, context): DescribeTopicResponse {
    const topic = findTopic(
      provisionedCluster(context, input.ClusterArn),
      input.TopicName,
    );
    return {
      TopicArn: topic.arn,
      TopicName: topic.name,
      PartitionCount: topic.log.partitionCount,
      ReplicationFactor: topic.replicationFactor,
      Configs: topic.configs,
      Status: 'ACTIVE',
    };
  },

  ListTopics(input: ListTopicsRequest, context): ListTopicsResponse {
    const found = [
      ...provisionedCluster(context, input.ClusterArn).topics.values(),
    ]
      .filter(({ name }) => name.startsWith(input.TopicNameFilter ?? ''))
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    const page = paginate(
      found,
      ({ name }) => name,
      {
        asked: input.MaxResults,
        maximum: PAGE_SIZE,
        token: input.NextToken,
      },
      () => badRequest('The page token is not valid.', 'nextToken'),
    );
    return {
      Topics: page.items.map(topic => ({
        TopicArn: topic.arn,
        TopicName: topic.name,
        PartitionCount: topic.log.partitionCount,
        ReplicationFactor: topic.replicationFactor,
        OutOfSyncReplicaCount: 0,
      })),
      NextToken: page.nextToken,
    };
  },

  DeleteTopic(input: DeleteTopicRequest, context): DeleteTopicResponse {
    const cluster = provisionedCluster(context, input.ClusterArn);
    const topic = findTopic(cluster, input.TopicName);
    cluster.topics.delete(topic.name);
    return { TopicArn: topic.arn, TopicName: topic.name, Status: 'DELETING' };
  },
};

/** @throws AwsError `BadRequestException` for a serverless cluster */
function provisionedCluster(
  context: RequestContext,
  clusterArn: string | undefined,
): StoredCluster {
  const cluster = clusterOf(context, clusterArn);
  if (cluster.serverless) {
    throw badRequest(
      'This operation cannot be performed on serverless clusters.',
      'clusterArn',
    );
  }
  return cluster;
}
