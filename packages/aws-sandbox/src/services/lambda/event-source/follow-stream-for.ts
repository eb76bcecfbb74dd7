import {
  compileEventPattern,
  parseArn,
} from '@ecs-eda/plugin-event-topology-common';
import { Scope, World } from '../../../core';
import { StoredRecord, followStream } from '../../kinesis/data-plane';
import { findFunction } from '../function-reference';
import { FunctionOutcome, invoke } from '../invoke';
import { recordIteratorAge } from '../metrics';
import { StoredEventSourceMapping } from '../state';
import { kinesisRecord } from './kinesis-record';

/** A function that fails brings its batch back until the records are too old; -1 is for ever. */
const FOR_EVER = -1;

/** Feeds a function from a stream, shard by shard in order, until the signal aborts. */
export function followStreamFor(
  world: World,
  mapping: StoredEventSourceMapping,
  signal: AbortSignal,
): void {
  const { configuration } = mapping;
  const accepts = filterOf(mapping);
  const attempts = new Map<string, number>();
  followStream(
    world,
    {
      sourceArn: configuration.EventSourceArn,
      start: {
        type: configuration.StartingPosition,
        timestamp: configuration.StartingPositionTimestamp,
      },
      positions: mapping.positions,
      batchSize: configuration.BatchSize,
      batchingWindowMilliseconds:
        (configuration.MaximumBatchingWindowInSeconds ?? 0) * 1_000,
      async handle(records, shardId) {
        const wanted = records.filter(accepts);
        if (wanted.length === 0) {
          return undefined;
        }
        const failedFrom = await handOver(world, mapping, wanted, shardId);
        if (failedFrom === undefined) {
          attempts.delete(shardId);
          return undefined;
        }
        const attempt = (attempts.get(shardId) ?? 0) + 1;
        attempts.set(shardId, attempt);
        if (!isGivenUp(world, mapping, wanted, attempt)) {
          return failedFrom;
        }
        attempts.delete(shardId);
        await reportFailure(world, mapping, wanted, shardId, attempt);
        return undefined;
      },
      onProblem(error) {
        configuration.LastProcessingResult = `PROBLEM: ${
          error instanceof Error ? error.message : error
        }`;
      },
    },
    signal,
  );
}

/** Gives the sequence number of the first record that the function did not take. */
async function handOver(
  world: World,
  { configuration }: StoredEventSourceMapping,
  records: StoredRecord[],
  shardId: string,
): Promise<string | undefined> {
  const { EventSourceArn, FunctionArn } = configuration;
  const scope = scopeOf(FunctionArn);
  const stored = findFunction(world, scope, FunctionArn);
  recordIteratorAge(
    world,
    scope,
    stored.configuration.FunctionName,
    world.clock.now() - records[records.length - 1].at,
  );
  const outcome = await invoke(world, stored, {
    Records: records.map(record =>
      kinesisRecord(EventSourceArn, shardId, record),
    ),
  });
  const failed = firstFailed(configuration, records, outcome);
  configuration.LastProcessingResult =
    failed === undefined ? 'OK' : 'PROBLEM: Function call failed';
  return failed;
}

function firstFailed(
  configuration: StoredEventSourceMapping['configuration'],
  records: StoredRecord[],
  { payload, functionError }: FunctionOutcome,
): string | undefined {
  const [first] = records;
  if (functionError !== undefined) {
    return first.sequenceNumber;
  }
  if (
    !configuration.FunctionResponseTypes?.includes('ReportBatchItemFailures')
  ) {
    return undefined;
  }
  const { batchItemFailures } = (payload ?? {}) as {
    batchItemFailures?: { itemIdentifier?: string }[] | null;
  };
  const named = (batchItemFailures ?? []).map(
    ({ itemIdentifier }) => itemIdentifier,
  );
  // What comes after a failed record waits: the order is kept.
  return named.length === 0
    ? undefined
    : (
        records.find(({ sequenceNumber }) => named.includes(sequenceNumber)) ??
        first
      ).sequenceNumber;
}

function isGivenUp(
  world: World,
  { configuration }: StoredEventSourceMapping,
  [first]: StoredRecord[],
  attempt: number,
): boolean {
  const {
    MaximumRetryAttempts = FOR_EVER,
    MaximumRecordAgeInSeconds = FOR_EVER,
  } = configuration;
  return (
    (MaximumRetryAttempts !== FOR_EVER && attempt > MaximumRetryAttempts) ||
    (MaximumRecordAgeInSeconds !== FOR_EVER &&
      world.clock.now() - first.at > MaximumRecordAgeInSeconds * 1_000)
  );
}

/** Tells the failure destination which records were given up; the records themselves stay in the stream. */
async function reportFailure(
  world: World,
  { configuration }: StoredEventSourceMapping,
  records: StoredRecord[],
  shardId: string,
  attempts: number,
): Promise<void> {
  const destination = configuration.DestinationConfig?.OnFailure?.Destination;
  if (!destination) {
    return;
  }
  const first = records[0];
  const last = records[records.length - 1];
  await world.deliver({
    arn: destination,
    body: JSON.stringify({
      requestContext: {
        functionArn: configuration.FunctionArn,
        condition: 'RetryAttemptsExhausted',
        approximateInvokeCount: attempts,
      },
      version: '1.0',
      timestamp: new Date(world.clock.now()).toISOString(),
      KinesisBatchInfo: {
        shardId,
        startSequenceNumber: first.sequenceNumber,
        endSequenceNumber: last.sequenceNumber,
        approximateArrivalOfFirstRecord: new Date(first.at).toISOString(),
        approximateArrivalOfLastRecord: new Date(last.at).toISOString(),
        batchSize: records.length,
        streamArn: configuration.EventSourceArn,
      },
    }),
    sender: 'lambda.amazonaws.com',
    sourceArn: configuration.EventSourceMappingArn,
  });
}

function filterOf({
  configuration,
}: StoredEventSourceMapping): (record: StoredRecord) => boolean {
  const matchers = (configuration.FilterCriteria?.Filters ?? []).map(
    ({ Pattern }) => compileEventPattern(Pattern ?? '{}'),
  );
  return record => {
    const event = {
      partitionKey: record.partitionKey,
      sequenceNumber: record.sequenceNumber,
      data: parsed(Buffer.from(record.data).toString('utf8')),
    };
    return matchers.length === 0 || matchers.some(matches => matches(event));
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function scopeOf(arn: string): Scope {
  const { accountId = '', region = '' } = parseArn(arn) ?? {};
  return { accountId, region };
}
