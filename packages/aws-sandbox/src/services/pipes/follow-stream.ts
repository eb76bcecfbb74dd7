import { World } from '../../core';
import { StoredRecord, followStream } from '../kinesis/data-plane';
import { recordContent, recordOrigin } from '../kinesis/delivered-record';
import { passOn } from './pass-on';
import { StoredPipe } from './state';

const DEFAULT_BATCH_SIZE = 100;

/** Feeds a pipe from a stream, shard by shard in order, until the signal aborts. */
export function followStreamUntilAborted(
  world: World,
  pipe: StoredPipe,
  signal: AbortSignal,
): void {
  const {
    BatchSize = DEFAULT_BATCH_SIZE,
    MaximumBatchingWindowInSeconds = 0,
    StartingPosition,
    StartingPositionTimestamp,
  } = pipe.definition.SourceParameters?.KinesisStreamParameters ?? {};
  followStream(
    world,
    {
      sourceArn: pipe.definition.Source,
      start: { type: StartingPosition, timestamp: StartingPositionTimestamp },
      positions: pipe.positions,
      batchSize: BatchSize,
      batchingWindowMilliseconds: MaximumBatchingWindowInSeconds * 1_000,
      async handle(records, shardId) {
        await passOn(
          world,
          pipe,
          records.map(record => recordOf(pipe, shardId, record)),
        );
        return undefined;
      },
      onProblem(error) {
        pipe.stateReason =
          error instanceof Error ? error.message : String(error);
      },
    },
    signal,
  );
}

/** A record as pipes hands it on: without the envelope that functions get. */
function recordOf(
  pipe: StoredPipe,
  shardId: string,
  record: StoredRecord,
): object {
  return {
    ...recordContent(record),
    ...recordOrigin(pipe.definition.Source, shardId, record),
    invokeIdentityArn: pipe.definition.RoleArn,
  };
}
