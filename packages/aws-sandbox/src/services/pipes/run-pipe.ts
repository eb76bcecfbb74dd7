import {
  compileEventPattern,
  parseArn,
} from '@ecs-eda/plugin-event-topology-common';
import { World } from '../../core';
import { IncomingMessage, deleteFromQueue, pollQueue } from '../sqs/data-plane';
import { deliverRecords } from './deliver-records';
import { enrichRecords } from './enrich-records';
import { withParsedBody } from './input-template';
import { StoredPipe } from './state';

const TRANSITION_MILLISECONDS = 1_000;
const RETRY_MILLISECONDS = 5_000;
const POLL_SECONDS = 20;
const DEFAULT_BATCH_SIZE = 10;

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
  void pollUntilAborted(world, pipe, abort.signal);
  return () => abort.abort();
}

async function pollUntilAborted(
  world: World,
  pipe: StoredPipe,
  signal: AbortSignal,
): Promise<void> {
  const accepts = filterOf(pipe);
  const { BatchSize, MaximumBatchingWindowInSeconds } =
    pipe.definition.SourceParameters?.SqsQueueParameters ?? {};
  while (!signal.aborted) {
    try {
      const messages = await pollQueue(world, pipe.definition.Source, {
        maxMessages: Math.min(BatchSize ?? DEFAULT_BATCH_SIZE, 10),
        waitSeconds: Math.min(
          MaximumBatchingWindowInSeconds || POLL_SECONDS,
          POLL_SECONDS,
        ),
        signal,
      });
      await passOn(world, pipe, messages, accepts);
      if (pipe.stateReason) {
        pipe.stateReason = undefined;
        pipe.currentState = 'RUNNING';
      }
    } catch (error) {
      // The messages come back by their visibility timeout; the source's redrive policy bounds it.
      pipe.stateReason = error instanceof Error ? error.message : String(error);
      await world.clock.sleep(RETRY_MILLISECONDS, signal);
    }
  }
}

async function passOn(
  world: World,
  pipe: StoredPipe,
  messages: IncomingMessage[],
  accepts: (record: object) => boolean,
): Promise<void> {
  const wanted = messages.filter(message => accepts(recordOf(pipe, message)));
  if (wanted.length > 0) {
    const records = await enrichRecords(
      world,
      pipe,
      wanted.map(message => recordOf(pipe, message)),
    );
    await deliverRecords(world, pipe, records);
  }
  // What the filter does not want is deleted too: SQS has no other way to be rid of it.
  for (const message of messages) {
    deleteFromQueue(world, pipe.definition.Source, message.receiptHandle);
  }
}

function filterOf(pipe: StoredPipe): (record: object) => boolean {
  const filters =
    pipe.definition.SourceParameters?.FilterCriteria?.Filters ?? [];
  if (filters.length === 0) {
    return () => true;
  }
  const matchers = filters.map(filter =>
    compileEventPattern(filter.Pattern ?? '{}'),
  );
  return record => matchers.some(matches => matches(withParsedBody(record)));
}

/** A message as pipes hands it on. */
function recordOf(pipe: StoredPipe, message: IncomingMessage): object {
  return {
    messageId: message.messageId,
    receiptHandle: message.receiptHandle,
    body: message.body,
    attributes: {
      ApproximateReceiveCount: String(message.receiveCount),
      SentTimestamp: String(message.sentAt),
      SenderId: message.senderId,
      ...(message.messageGroupId
        ? { MessageGroupId: message.messageGroupId }
        : {}),
    },
    messageAttributes: message.messageAttributes,
    eventSource: 'aws:sqs',
    eventSourceARN: pipe.definition.Source,
    awsRegion: parseArn(pipe.definition.Source)?.region,
  };
}
