import { parseArn } from '@ecs-eda/plugin-event-topology-common';
import { World } from '../../core';
import { followBrokerUntilAborted } from './follow-broker';
import { followStreamUntilAborted } from './follow-stream';
import { followTopicUntilAborted } from './follow-topic';
import { pollQueueUntilAborted } from './poll-queue';
import { StoredPipe } from './state';

const TRANSITION_MILLISECONDS = 1_000;

/** How a pipe reads from its source, by the source's service. */
const SOURCES: Record<
  string,
  (world: World, pipe: StoredPipe, signal: AbortSignal) => unknown
> = {
  sqs: pollQueueUntilAborted,
  kinesis: followStreamUntilAborted,
  kafka: followTopicUntilAborted,
  mq: followBrokerUntilAborted,
};

/** Whether the sandbox has pipes from such a source. */
export function isSource(arn: string): boolean {
  return Object.hasOwn(SOURCES, parseArn(arn)?.service ?? '');
}

/** Takes a pipe from where it is to the state it is wanted in, as long as AWS-like transitions take. */
export function settle(world: World, pipe: StoredPipe): void {
  pipe.cancel?.();
  pipe.cancel = world.clock.after(TRANSITION_MILLISECONDS, () => {
    pipe.currentState = pipe.desiredState;
    pipe.cancel =
      pipe.desiredState === 'RUNNING' ? startPolling(world, pipe) : undefined;
  });
}

function startPolling(world: World, pipe: StoredPipe): () => void {
  const abort = new AbortController();
  const service = parseArn(pipe.definition.Source)?.service ?? '';
  void SOURCES[service](world, pipe, abort.signal);
  return () => abort.abort();
}
