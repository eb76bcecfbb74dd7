import { randomUUID } from 'node:crypto';
import {
  Cluster,
  CreateClusterV2Request,
  CreateClusterV2Response,
  DeleteClusterRequest,
  DeleteClusterResponse,
  DescribeClusterV2Request,
  DescribeClusterV2Response,
  GetBootstrapBrokersRequest,
  GetBootstrapBrokersResponse,
  ListClustersV2Request,
  ListClustersV2Response,
} from '@aws-sdk/client-kafka';
import { AwsError, Operation, paginate } from '../../../core';
import {
  StoredCluster,
  badRequest,
  brokerIdsOf,
  clusterOf,
  kafkaState,
} from '../state';

const PAGE_SIZE = 100;
const IAM_PORT = 9098;

/** Clusters, by the API that knows provisioned and serverless ones. */
export const clusterOperations: Record<string, Operation> = {
  CreateClusterV2(
    input: CreateClusterV2Request,
    context,
  ): CreateClusterV2Response {
    const { clusters } = kafkaState(context.world, context);
    const name = input.ClusterName ?? '';
    if (!/^[A-Za-z0-9-]{1,64}$/.test(name)) {
      throw badRequest(
        'The parameter value contains one or more characters that are not valid.',
        'clusterName',
      );
    }
    if (Boolean(input.Provisioned) === Boolean(input.Serverless)) {
      throw badRequest(
        'Exactly one of provisioned and serverless must be set.',
      );
    }
    const nodes = input.Provisioned?.NumberOfBrokerNodes;
    if (input.Provisioned && (nodes === undefined || nodes < 1)) {
      throw badRequest(
        'The number of broker nodes must be at least 1.',
        'numberOfBrokerNodes',
      );
    }
    if (clusters.has(name)) {
      throw new AwsError(
        'ConflictException',
        `A resource with this name already exists: ${name}.`,
        409,
        { InvalidParameter: 'clusterName' },
      );
    }
    // AWS numbers clusters after their UUID.
    const uuid = `${randomUUID()}-1`;
    const cluster: StoredCluster = {
      name,
      uuid,
      arn: `arn:aws:kafka:${context.region}:${context.accountId}:cluster/${name}/${uuid}`,
      scope: { accountId: context.accountId, region: context.region },
      provisioned: input.Provisioned,
      serverless: input.Serverless,
      tags: { ...input.Tags },
      createdAt: context.world.clock.now(),
      topics: new Map(),
    };
    clusters.set(name, cluster);
    return {
      ClusterArn: cluster.arn,
      ClusterName: name,
      ClusterType: typeOf(cluster),
      State: 'ACTIVE',
    };
  },

  DescribeClusterV2(
    input: DescribeClusterV2Request,
    context,
  ): DescribeClusterV2Response {
    return { ClusterInfo: described(clusterOf(context, input.ClusterArn)) };
  },

  ListClustersV2(
    input: ListClustersV2Request,
    context,
  ): ListClustersV2Response {
    const found = [...kafkaState(context.world, context).clusters.values()]
      .filter(
        cluster =>
          cluster.name.startsWith(input.ClusterNameFilter ?? '') &&
          (input.ClusterTypeFilter ?? typeOf(cluster)) === typeOf(cluster),
      )
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
      ClusterInfoList: page.items.map(described),
      NextToken: page.nextToken,
    };
  },

  GetBootstrapBrokers(
    input: GetBootstrapBrokersRequest,
    context,
  ): GetBootstrapBrokersResponse {
    const cluster = clusterOf(context, input.ClusterArn);
    return { BootstrapBrokerStringSaslIam: bootstrapBrokersOf(cluster) };
  },

  DeleteCluster(input: DeleteClusterRequest, context): DeleteClusterResponse {
    const cluster = clusterOf(context, input.ClusterArn);
    kafkaState(context.world, context).clusters.delete(cluster.name);
    return { ClusterArn: cluster.arn, State: 'DELETING' };
  },
};

/** Where clients with IAM access control connect, in the form of AWS's own names. */
export function bootstrapBrokersOf(cluster: StoredCluster): string {
  const id = cluster.uuid.slice(0, 6);
  const { region } = cluster.scope;
  return cluster.serverless
    ? `boot-${id}.c1.kafka-serverless.${region}.amazonaws.com:${IAM_PORT}`
    : brokerIdsOf(cluster)
        .slice(0, 3)
        .map(
          brokerId =>
            `b-${brokerId}.${cluster.name}.${id}.c1.kafka.${region}.amazonaws.com:${IAM_PORT}`,
        )
        .join(',');
}

function typeOf({ serverless }: StoredCluster) {
  return serverless ? 'SERVERLESS' : 'PROVISIONED';
}

function described(cluster: StoredCluster): Cluster {
  return {
    ClusterArn: cluster.arn,
    ClusterName: cluster.name,
    ClusterType: typeOf(cluster),
    CreationTime: new Date(cluster.createdAt),
    CurrentVersion: 'K1',
    State: 'ACTIVE',
    Tags: { ...cluster.tags },
    ...(cluster.serverless && { Serverless: cluster.serverless }),
    ...(cluster.provisioned && {
      Provisioned: {
        BrokerNodeGroupInfo: cluster.provisioned.BrokerNodeGroupInfo,
        ClientAuthentication: cluster.provisioned.ClientAuthentication,
        CurrentBrokerSoftwareInfo: {
          KafkaVersion: cluster.provisioned.KafkaVersion,
        },
        EnhancedMonitoring: cluster.provisioned.EnhancedMonitoring ?? 'DEFAULT',
        NumberOfBrokerNodes: cluster.provisioned.NumberOfBrokerNodes,
      },
    }),
  };
}
