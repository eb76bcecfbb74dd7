import {
  compileEventPattern,
  parseArn,
} from '@ecs-eda/plugin-event-topology-common';
import { Scope, World } from '../../../core';
import {
  IncomingMessage,
  deleteFromQueue,
  pollQueue,
} from '../../sqs/data-plane';
import { findFunction } from '../function-reference';
import { FunctionOutcome, invoke } from '../invoke';
import { StoredEventSourceMapping } from '../state';
import { sqsRecord } from './sqs-record';

/** Lambda begins with five pollers; the sandbox stays with them unless told otherwise. */
const POLLERS = 5;
const LONG_POLL_SECONDS = 20;
const RECEIVE_MAXIMUM = 10;
const PAUSE_AFTER_ERROR_MILLISECONDS = 5_000;

/** Feeds a function from a queue until the signal aborts. */
export function pollQueueFor(
  world: World,
  mapping: StoredEventSourceMapping,
  signal: AbortSignal,
): void {
  const accepts = filterOf(mapping);
  for (let i = 0; i < pollersOf(mapping); i++) {
    void keepPolling(world, mapping, accepts, signal);
  }
}

function pollersOf({ configuration }: StoredEventSourceMapping): number {
  // Side by side they would take the messages of one window apart.
  return configuration.MaximumBatchingWindowInSeconds
    ? 1
    : Math.min(
        POLLERS,
        configuration.ScalingConfig?.MaximumConcurrency ?? POLLERS,
      );
}

async function keepPolling(
  world: World,
  mapping: StoredEventSourceMapping,
  accepts: (message: IncomingMessage) => boolean,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      const messages = await collectBatch(world, mapping, signal);
      const wanted = messages.filter(accepts);
      // What no filter wants is deleted: SQS has no other way to be rid of it.
      drop(world, mapping, without(messages, wanted));
      if (wanted.length > 0) {
        await handOver(world, mapping, wanted);
      }
    } catch (error) {
      // The queue or the function may be gone for a while.
      mapping.configuration.LastProcessingResult = `PROBLEM: ${
        error instanceof Error ? error.message : error
      }`;
      await world.clock.sleep(PAUSE_AFTER_ERROR_MILLISECONDS, signal);
    }
  }
}

/** Waits for messages, and where there is a batching window for more of them. */
async function collectBatch(
  world: World,
  { configuration }: StoredEventSourceMapping,
  signal: AbortSignal,
): Promise<IncomingMessage[]> {
  const { EventSourceArn, BatchSize, MaximumBatchingWindowInSeconds } =
    configuration;
  const receive = (room: number, waitSeconds: number) =>
    pollQueue(world, EventSourceArn, {
      maxMessages: Math.min(room, RECEIVE_MAXIMUM),
      waitSeconds,
      signal,
    });
  const batch = await receive(BatchSize, LONG_POLL_SECONDS);
  const closesAt =
    world.clock.now() + (MaximumBatchingWindowInSeconds ?? 0) * 1000;
  while (batch.length > 0 && batch.length < BatchSize && !signal.aborted) {
    const seconds = (closesAt - world.clock.now()) / 1000;
    if (seconds <= 0) {
      break;
    }
    batch.push(
      ...(await receive(
        BatchSize - batch.length,
        Math.min(seconds, LONG_POLL_SECONDS),
      )),
    );
  }
  return batch;
}

/** Deletes what the function took; the rest comes back after its visibility timeout. */
async function handOver(
  world: World,
  mapping: StoredEventSourceMapping,
  messages: IncomingMessage[],
): Promise<void> {
  const { EventSourceArn, FunctionArn } = mapping.configuration;
  const stored = findFunction(world, scopeOf(FunctionArn), FunctionArn);
  const outcome = await invoke(world, stored, {
    Records: messages.map(message => sqsRecord(EventSourceArn, message)),
  });
  const failed = failedOf(mapping, messages, outcome);
  drop(world, mapping, without(messages, failed));
  mapping.configuration.LastProcessingResult =
    failed.length === 0 ? 'OK' : 'PROBLEM: Function call failed';
}

/** The messages that the function did not take: all, none, or those that it names. */
function failedOf(
  { configuration }: StoredEventSourceMapping,
  messages: IncomingMessage[],
  { payload, functionError }: FunctionOutcome,
): IncomingMessage[] {
  if (functionError !== undefined) {
    return messages;
  }
  if (
    !configuration.FunctionResponseTypes?.includes('ReportBatchItemFailures')
  ) {
    return [];
  }
  const { batchItemFailures } = (payload ?? {}) as {
    batchItemFailures?: { itemIdentifier?: string }[] | null;
  };
  const named = (batchItemFailures ?? []).map(
    ({ itemIdentifier }) => itemIdentifier,
  );
  const failed = messages.filter(({ messageId }) => named.includes(messageId));
  // A name that is in no message makes the whole batch fail.
  return failed.length < new Set(named).size ? messages : failed;
}

function drop(
  world: World,
  { configuration }: StoredEventSourceMapping,
  messages: IncomingMessage[],
): void {
  for (const { receiptHandle } of messages) {
    deleteFromQueue(world, configuration.EventSourceArn, receiptHandle);
  }
}

function without<T>(all: T[], some: T[]): T[] {
  return all.filter(one => !some.includes(one));
}

function filterOf({
  configuration,
}: StoredEventSourceMapping): (message: IncomingMessage) => boolean {
  const matchers = (configuration.FilterCriteria?.Filters ?? []).map(
    ({ Pattern }) => compileEventPattern(Pattern ?? '{}'),
  );
  return message => {
    const record = sqsRecord(configuration.EventSourceArn, message);
    const event = { ...record, body: parsedBody(message.body) };
    return matchers.length === 0 || matchers.some(matches => matches(event));
  };
}

function parsedBody(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

function scopeOf(arn: string): Scope {
  const { accountId = '', region = '' } = parseArn(arn) ?? {};
  return { accountId, region };
}
