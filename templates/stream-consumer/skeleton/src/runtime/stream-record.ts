import type { _Record } from '@aws-sdk/client-kinesis';

/** A record of the stream. */
export interface StreamRecord {
  /** The same each time that the record comes, and no other record's. */
  idempotencyKey: string;
  shardId: string;
  sequenceNumber: string;
  /** Records of one key keep their order. */
  partitionKey: string;
  /** When the stream got it. */
  arrivedAt: Date;
  data: Uint8Array;
}

/** A record as Kinesis gives it. */
export function streamRecord(shardId: string, record: _Record): StreamRecord {
  const sequenceNumber = record.SequenceNumber ?? '';
  return {
    // Sequence numbers are of one shard only.
    idempotencyKey: `${shardId}/${sequenceNumber}`,
    shardId,
    sequenceNumber,
    partitionKey: record.PartitionKey ?? '',
    arrivedAt: record.ApproximateArrivalTimestamp ?? new Date(0),
    data: record.Data ?? new Uint8Array(),
  };
}
