import { Scope, World } from '../../core';
import { Queue } from './queue/Queue';

/** A move of messages out of a dead-letter queue. */
export interface MoveTask {
  taskHandle: string;
  status: 'RUNNING' | 'COMPLETED' | 'CANCELLING' | 'CANCELLED' | 'FAILED';
  sourceArn: string;
  destinationArn?: string;
  maxNumberOfMessagesPerSecond?: number;
  moved: number;
  toMove: number;
  failureReason?: string;
  /** Milliseconds since the epoch. */
  startedAt: number;
  cancel?: () => void;
}

/** The queues of one account and region. */
export interface SqsState {
  scope: Scope;
  queues: Map<string, Queue>;
  /** Newest last. */
  moveTasks: MoveTask[];
  /** When a name was deleted; it is barred for a minute. Milliseconds. */
  deletedAt: Map<string, number>;
}

export function createSqsState(scope: Scope): SqsState {
  return { scope, queues: new Map(), moveTasks: [], deletedAt: new Map() };
}

export function sqsState(world: World, scope: Scope): SqsState {
  return world.state<SqsState>('sqs', scope);
}
