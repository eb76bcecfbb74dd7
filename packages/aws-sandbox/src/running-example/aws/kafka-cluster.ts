import {
  CreateClusterV2Command,
  CreateTopicCommand,
  DescribeTopicCommand,
  ListClustersV2Command,
} from '@aws-sdk/client-kafka';
import { AwsClients } from './aws-clients';
import { Network } from './network';
import { orElse } from './or-else';
import { required } from './required';
import { Tags } from './tags';

/** A cluster that AWS runs, with two Express brokers. */
export interface KafkaClusterSpec {
  name: string;
  network: Network;
  tags: Tags;
}

/** @returns the cluster's ARN */
export async function ensureKafkaCluster(
  aws: AwsClients,
  spec: KafkaClusterSpec,
): Promise<string> {
  const arn = await orElse(
    async () => {
      const { ClusterArn } = await aws.kafka.send(
        new CreateClusterV2Command({
          ClusterName: spec.name,
          Provisioned: {
            BrokerNodeGroupInfo: {
              ClientSubnets: spec.network.privateSubnetIds,
              InstanceType: 'express.m7g.large',
              SecurityGroups: [spec.network.serviceSecurityGroupId],
            },
            ClientAuthentication: { Sasl: { Iam: { Enabled: true } } },
            KafkaVersion: '3.9.x',
            NumberOfBrokerNodes: spec.network.privateSubnetIds.length,
          },
          Tags: spec.tags,
        }),
      );
      return ClusterArn;
    },
    ['ConflictException'],
    async () => {
      const { ClusterInfoList } = await aws.kafka.send(
        new ListClustersV2Command({ ClusterNameFilter: spec.name }),
      );
      return ClusterInfoList?.find(
        ({ ClusterName }) => ClusterName === spec.name,
      )?.ClusterArn;
    },
  );
  return required(arn, `the ARN of cluster ${spec.name}`);
}

/** @returns the topic's ARN */
export async function ensureKafkaTopic(
  aws: AwsClients,
  spec: { clusterArn: string; name: string; partitionCount: number },
): Promise<string> {
  const topic = { ClusterArn: spec.clusterArn, TopicName: spec.name };
  const arn = await orElse(
    async () => {
      const { TopicArn } = await aws.kafka.send(
        new CreateTopicCommand({
          ...topic,
          PartitionCount: spec.partitionCount,
          ReplicationFactor: 3,
        }),
      );
      return TopicArn;
    },
    ['TopicExistsException'],
    async () => {
      const { TopicArn } = await aws.kafka.send(
        new DescribeTopicCommand(topic),
      );
      return TopicArn;
    },
  );
  return required(arn, `the ARN of topic ${spec.name}`);
}
