import { ProvisionedRequest, ServerlessRequest } from '@aws-sdk/client-kafka';
import { parseArn } from '@ecs-eda/plugin-event-topology-common';
import { AwsError, RequestContext, Scope, World } from '../../core';
import { TopicLog, Traffic } from './TopicLog';

/** A topic of a cluster. */
export interface StoredTopic {
  name: string;
  arn: string;
  replicationFactor: number;
  /** Base64 of a JSON document, as the caller gave it. */
  configs?: string;
  log: TopicLog;
  /** What CloudWatch was told of last, by broker. */
  toldOf: Map<string, Traffic>;
}

/** A cluster: provisioned or serverless, never both. */
export interface StoredCluster {
  name: string;
  arn: string;
  uuid: string;
  scope: Scope;
  provisioned?: ProvisionedRequest;
  serverless?: ServerlessRequest;
  tags: Record<string, string>;
  /** Milliseconds since the epoch. */
  createdAt: number;
  topics: Map<string, StoredTopic>;
}

/** Clusters by name. */
export interface KafkaState {
  clusters: Map<string, StoredCluster>;
}

export function createKafkaState(): KafkaState {
  return { clusters: new Map() };
}

export function kafkaState(world: World, scope: Scope): KafkaState {
  return world.state<KafkaState>('kafka', scope);
}

export function badRequest(
  message: string,
  invalidParameter?: string,
): AwsError {
  return new AwsError('BadRequestException', message, 400, {
    ...(invalidParameter && { InvalidParameter: invalidParameter }),
  });
}

export function notFound(message: string): AwsError {
  return new AwsError('NotFoundException', message, 404);
}

/** @throws AwsError `NotFoundException` */
export function findCluster(
  world: World,
  clusterArn: string | undefined,
): StoredCluster {
  const arn = parseArn(clusterArn ?? '');
  const found =
    arn &&
    kafkaState(world, arn).clusters.get(arn.resource.split('/')[1] ?? '');
  if (!found || found.arn !== clusterArn) {
    throw notFound(`The cluster ${clusterArn} does not exist.`);
  }
  return found;
}

/** @throws AwsError `UnknownTopicOrPartitionException` */
export function findTopic(
  cluster: StoredCluster,
  name: string | undefined,
): StoredTopic {
  const found = cluster.topics.get(name ?? '');
  if (!found) {
    throw new AwsError(
      'UnknownTopicOrPartitionException',
      `The topic ${name} does not exist in cluster ${cluster.name}.`,
      404,
    );
  }
  return found;
}

/**
 * A topic by its own ARN: `…:topic/cluster/uuid/name`.
 *
 * @throws AwsError `NotFoundException` or `UnknownTopicOrPartitionException`
 */
export function findTopicByArn(world: World, arn: string): StoredTopic {
  const [, cluster, uuid, name] =
    /:topic\/([^/]+)\/([^/]+)\/(.+)$/.exec(arn) ?? [];
  return findTopic(
    findCluster(
      world,
      arn.replace(/:topic\/.*$/, `:cluster/${cluster}/${uuid}`),
    ),
    name,
  );
}

export function topicArn(cluster: StoredCluster, name: string): string {
  return `${cluster.arn.replace(':cluster/', ':topic/')}/${name}`;
}

/** Brokers that CloudWatch tells apart; a serverless cluster shows none. */
export function brokerIdsOf({
  provisioned,
}: Pick<StoredCluster, 'provisioned'>): number[] {
  return Array.from(
    { length: provisioned?.NumberOfBrokerNodes ?? 0 },
    (_, index) => index + 1,
  );
}

/** The cluster of a request that names it by ARN, in the caller's own account and region. */
export function clusterOf(
  context: RequestContext,
  clusterArn: string | undefined,
): StoredCluster {
  const cluster = findCluster(context.world, clusterArn);
  if (
    cluster.scope.accountId !== context.accountId ||
    cluster.scope.region !== context.region
  ) {
    throw notFound(`The cluster ${clusterArn} does not exist.`);
  }
  return cluster;
}
