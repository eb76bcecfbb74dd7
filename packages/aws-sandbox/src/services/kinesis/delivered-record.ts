import { parseArn } from '@ecs-eda/plugin-event-topology-common';
import { StoredRecord } from './data-plane';

/** What a record holds, as functions and pipes get it. */
export function recordContent(record: StoredRecord) {
  return {
    kinesisSchemaVersion: '1.0',
    partitionKey: record.partitionKey,
    sequenceNumber: record.sequenceNumber,
    data: Buffer.from(record.data).toString('base64'),
    approximateArrivalTimestamp: record.at / 1_000,
  };
}

/** Where a record comes from, as functions and pipes are told. */
export function recordOrigin(
  sourceArn: string,
  shardId: string,
  record: StoredRecord,
) {
  return {
    eventSource: 'aws:kinesis',
    eventVersion: '1.0',
    eventID: `${shardId}:${record.sequenceNumber}`,
    eventName: 'aws:kinesis:record',
    awsRegion: parseArn(sourceArn)?.region,
    eventSourceARN: sourceArn,
  };
}
