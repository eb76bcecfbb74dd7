import { Scope, World } from '../../core';
import { Queue } from './queue/Queue';
import { SqsState } from './state';

const NAMESPACE = 'AWS/SQS';
const GAUGE_MILLISECONDS = 5_000;
/** CloudWatch hears of a queue for six hours after its last use, or while it holds messages. */
const ACTIVE_MILLISECONDS = 6 * 60 * 60 * 1000;

function metricOf(queue: Queue, metricName: string) {
  return {
    namespace: NAMESPACE,
    metricName,
    dimensions: { QueueName: queue.name },
  };
}

export function countSent(world: World, scope: Scope, queue: Queue): void {
  world.metrics.count(scope, metricOf(queue, 'NumberOfMessagesSent'));
}

export function countReceived(
  world: World,
  scope: Scope,
  queue: Queue,
  count: number,
): void {
  if (count === 0) {
    world.metrics.count(scope, metricOf(queue, 'NumberOfEmptyReceives'));
  } else {
    world.metrics.count(
      scope,
      metricOf(queue, 'NumberOfMessagesReceived'),
      count,
    );
  }
}

export function countDeleted(
  world: World,
  scope: Scope,
  queue: Queue,
  count: number,
): void {
  world.metrics.count(scope, metricOf(queue, 'NumberOfMessagesDeleted'), count);
}

/** Samples how full every active queue is, every five seconds. */
export function startQueueGauges(world: World): void {
  world.clock.every(GAUGE_MILLISECONDS, () => {
    const now = world.clock.now();
    for (const { scope, state } of world.states<SqsState>('sqs')) {
      for (const queue of state.queues.values()) {
        sampleDepth(world, scope, queue, now);
      }
    }
  });
}

function sampleDepth(
  world: World,
  scope: Scope,
  queue: Queue,
  now: number,
): void {
  const depth = queue.depth();
  const holds = depth.visible + depth.inFlight + depth.delayed > 0;
  if (!holds && now - queue.usedAt > ACTIVE_MILLISECONDS) {
    return;
  }
  const gauges = {
    ApproximateNumberOfMessagesVisible: depth.visible,
    ApproximateNumberOfMessagesNotVisible: depth.inFlight,
    ApproximateNumberOfMessagesDelayed: depth.delayed,
    ApproximateAgeOfOldestMessage: depth.oldestAgeSeconds,
  };
  for (const [name, value] of Object.entries(gauges)) {
    world.metrics.add(scope, metricOf(queue, name), value);
  }
}
