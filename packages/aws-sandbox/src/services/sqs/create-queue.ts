import { Scope, World } from '../../core';
import { countDeleted, countReceived, countSent } from './metrics';
import { findQueueByArn, queueArn } from './queue-address';
import { Queue } from './queue/Queue';
import { QueueSettings } from './queue/QueueSettings';
import { sqsState } from './state';

/** Makes a queue and joins it to its world: clock, metrics, dead-letter queues. */
export function createQueue(
  world: World,
  scope: Scope,
  name: string,
  settings: QueueSettings,
): Queue {
  const queue = new Queue(name, queueArn(scope, name), settings, {
    clock: world.clock,
    queueByArn: arn => findQueueByArn(world, arn),
    onSent: sender => countSent(world, scope, sender),
    onReceived: (receiver, count) =>
      countReceived(world, scope, receiver, count),
    onDeleted: (deleter, count) => countDeleted(world, scope, deleter, count),
  });
  sqsState(world, scope).queues.set(name, queue);
  return queue;
}
