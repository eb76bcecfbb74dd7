import { CreateBrokerRequest, EngineType } from '@aws-sdk/client-mq';
import { parseArn } from '@ecs-eda/plugin-event-topology-common';
import { AwsError, RequestContext, Scope, World } from '../../core';
import { BrokerQueue } from './BrokerQueue';

/** RabbitMQ's virtual host for who names none. */
export const DEFAULT_VIRTUAL_HOST = '/';

export interface StoredBroker {
  /** `b-` and a UUID. */
  id: string;
  name: string;
  arn: string;
  scope: Scope;
  engine: EngineType;
  engineVersion: string;
  definition: CreateBrokerRequest;
  tags: Record<string, string>;
  /** Milliseconds since the epoch. */
  createdAt: number;
  /** By virtual host and name. */
  queues: Map<string, BrokerQueue>;
}

/** Brokers by id. */
export interface MqState {
  brokers: Map<string, StoredBroker>;
}

export function createMqState(): MqState {
  return { brokers: new Map() };
}

export function mqState(world: World, scope: Scope): MqState {
  return world.state<MqState>('mq', scope);
}

export function badRequest(message: string, errorAttribute?: string): AwsError {
  return new AwsError('BadRequestException', message, 400, {
    ...(errorAttribute && { ErrorAttribute: errorAttribute }),
  });
}

function notFound(what: string | undefined): AwsError {
  return new AwsError(
    'NotFoundException',
    `Can't find requested broker [${what}]. Make sure your broker exists.`,
    404,
    { ErrorAttribute: 'broker-id' },
  );
}

/** @throws AwsError `NotFoundException` */
export function findBroker(
  context: Pick<RequestContext, 'accountId' | 'region' | 'world'>,
  id: string | undefined,
): StoredBroker {
  const found = mqState(context.world, context).brokers.get(id ?? '');
  if (!found) {
    throw notFound(id);
  }
  return found;
}

/** @throws AwsError `NotFoundException` */
export function findBrokerByArn(
  world: World,
  brokerArn: string | undefined,
): StoredBroker {
  const arn = parseArn(brokerArn ?? '');
  if (!arn) {
    throw notFound(brokerArn);
  }
  return findBroker({ world, ...arn }, arn.resource.split(':').pop());
}

/** A queue of a broker; made when somebody first uses it. */
export function queueOf(
  broker: StoredBroker,
  name: string,
  virtualHost = DEFAULT_VIRTUAL_HOST,
): BrokerQueue {
  const host = broker.engine === 'RABBITMQ' ? virtualHost : undefined;
  const key = JSON.stringify([host, name]);
  let queue = broker.queues.get(key);
  if (!queue) {
    queue = new BrokerQueue(name, host);
    broker.queues.set(key, queue);
  }
  return queue;
}
