import { Target } from '@aws-sdk/client-eventbridge';
import { World } from '../../../core';
import { EventEnvelope } from '../routing/event-envelope';
import { countOfRule } from '../routing/rule-metrics';
import { EventRule } from '../state';
import {
  DeliveryFailure,
  asDeliveryFailure,
} from '../../../delivery/DeliveryFailure';
import { attemptDelivery } from './attempt-delivery';
import { retryDelayMilliseconds } from '../../../delivery/retry-delay';
import { sendDeadLetter } from './send-dead-letter';

/** One event on its way to one target of a rule. */
export interface Invocation {
  rule: EventRule;
  target: Target;
  event: EventEnvelope;
  /** Buses the event has passed before this rule's. */
  hops: number;
  /** Milliseconds since the epoch. */
  receivedAt: number;
}

/** Which limit of the retry policy ended the retries. */
export type ExhaustedCondition =
  | 'MaximumRetryAttempts'
  | 'MaximumEventAgeInSeconds';

const DEFAULT_RETRY_ATTEMPTS = 185;
const DEFAULT_EVENT_AGE_SECONDS = 86_400;

/**
 * Delivers in the background: tries, retries what may be retried within the
 * target's retry policy, and in the end dead-letters or drops the event.
 */
export function deliverToTarget(world: World, invocation: Invocation): void {
  // After the caller's own work: a publisher never waits for, or hears of, its consumers.
  void Promise.resolve().then(() => tryToDeliver(world, invocation, 0));
}

/** When an event is too old for its target. */
export function deadlineOf({ target, receivedAt }: Invocation): number {
  const seconds =
    target.RetryPolicy?.MaximumEventAgeInSeconds ?? DEFAULT_EVENT_AGE_SECONDS;
  return receivedAt + seconds * 1000;
}

async function tryToDeliver(
  world: World,
  invocation: Invocation,
  retries: number,
): Promise<void> {
  const { rule, target } = invocation;
  try {
    countOfRule(world, rule, 'InvocationAttempts');
    if (retries > 0) {
      countOfRule(world, rule, 'RetryInvocationAttempts');
    }
    await attemptDelivery(world, invocation);
    countOfRule(world, rule, 'SuccessfulInvocationAttempts');
    countOfRule(world, rule, 'Invocations');
  } catch (error) {
    const failure = asDeliveryFailure(error);
    if (!failure.retryable) {
      await giveUp(world, invocation, failure, retries);
      return;
    }
    const delay = retryDelayMilliseconds(retries + 1);
    const allowed =
      target.RetryPolicy?.MaximumRetryAttempts ?? DEFAULT_RETRY_ATTEMPTS;
    if (retries >= allowed) {
      await giveUp(world, invocation, failure, retries, 'MaximumRetryAttempts');
    } else if (world.clock.now() + delay > deadlineOf(invocation)) {
      await giveUp(
        world,
        invocation,
        failure,
        retries,
        'MaximumEventAgeInSeconds',
      );
    } else {
      world.clock.after(delay, () => {
        // Not awaited: a slow target must not hold up the clock's other timers.
        void tryToDeliver(world, invocation, retries + 1);
      });
    }
  }
}

async function giveUp(
  world: World,
  invocation: Invocation,
  failure: DeliveryFailure,
  retries: number,
  exhausted?: ExhaustedCondition,
): Promise<void> {
  const { rule } = invocation;
  countOfRule(world, rule, 'Invocations');
  // What reached a dead-letter queue does not count as failed, as on AWS.
  if (!(await sendDeadLetter(world, invocation, failure, retries, exhausted))) {
    countOfRule(world, rule, 'FailedInvocations');
  }
}
