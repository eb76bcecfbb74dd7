import { StreamMode, StreamStatus } from '@aws-sdk/client-kinesis';
import { parseArn } from '@ecs-eda/plugin-event-topology-common';
import { AwsError, RequestContext, Scope, World } from '../../core';
import { RateWindow } from './RateWindow';
import { Shard } from './shards';

/** A consumer with a throughput of its own. */
export interface StoredConsumer {
  name: string;
  arn: string;
  /** Milliseconds since the epoch. */
  createdAt: number;
  tags: Record<string, string>;
  /** What it is sent, by shard: one subscription at a time. */
  subscriptions: Map<string, Subscription>;
}

/** A reader that a shard's records are pushed to. */
export interface Subscription {
  /** Milliseconds since the epoch. */
  since: number;
  end(): void;
}

export interface StoredStream {
  name: string;
  arn: string;
  scope: Scope;
  status: StreamStatus;
  mode: StreamMode;
  retentionHours: number;
  keyId?: string;
  /** All that ever were, closed ones too. */
  shards: Shard[];
  consumers: Map<string, StoredConsumer>;
  tags: Record<string, string>;
  createdAt: number;
  /** Writes and reads of a shard, by its id. */
  writes: Map<string, RateWindow>;
  reads: Map<string, RateWindow>;
}

/** Streams by name. */
export interface KinesisState {
  streams: Map<string, StoredStream>;
  /** Counts up, so that sequence numbers do. */
  sequence: number;
}

export function createKinesisState(): KinesisState {
  return { streams: new Map(), sequence: 0 };
}

export function kinesisState(world: World, scope: Scope): KinesisState {
  return world.state<KinesisState>('kinesis', scope);
}

/** 56 digits, as AWS's are: the same length, so that they compare as texts. */
export function nextSequenceNumber(state: KinesisState): string {
  state.sequence += 1;
  return `496${String(state.sequence).padStart(53, '0')}`;
}

export function notFound(message: string): AwsError {
  return new AwsError('ResourceNotFoundException', message);
}

export function invalidArgument(message: string): AwsError {
  return new AwsError('InvalidArgumentException', message);
}

/** How a stream is named in a request. */
export interface StreamReference {
  StreamName?: string;
  StreamARN?: string;
}

/** @throws AwsError `ResourceNotFoundException` or `InvalidArgumentException` */
export function findStream(
  context: Pick<RequestContext, 'accountId' | 'region' | 'world'>,
  { StreamName, StreamARN }: StreamReference,
): StoredStream {
  if (StreamName === undefined && StreamARN === undefined) {
    throw invalidArgument('StreamName or StreamARN must be given.');
  }
  const arn = StreamARN === undefined ? undefined : parseArn(StreamARN);
  const scope = arn ?? context;
  const name = arn?.resource.split('/')[1] ?? StreamName ?? '';
  const found = kinesisState(context.world, scope).streams.get(name);
  if (!found) {
    throw notFound(
      `Stream ${name} under account ${scope.accountId} not found.`,
    );
  }
  return found;
}

/** @throws AwsError `ResourceNotFoundException` */
export function findShard(stream: StoredStream, id: string | undefined): Shard {
  const found = stream.shards.find(shard => shard.id === id);
  if (!found) {
    throw notFound(
      `Shard ${id} in stream ${stream.name} under account ${stream.scope.accountId} does not exist`,
    );
  }
  return found;
}

/** A stream whose shards may be read and written. */
export function isUsable({ status }: StoredStream): boolean {
  return status === 'ACTIVE' || status === 'UPDATING';
}
