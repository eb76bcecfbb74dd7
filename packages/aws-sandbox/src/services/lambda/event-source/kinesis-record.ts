import { parseArn } from '@ecs-eda/plugin-event-topology-common';
import { StoredRecord } from '../../kinesis/data-plane';

/** A record of a stream as a function gets it. */
export function kinesisRecord(
  sourceArn: string,
  shardId: string,
  record: StoredRecord,
) {
  return {
    kinesis: {
      kinesisSchemaVersion: '1.0',
      partitionKey: record.partitionKey,
      sequenceNumber: record.sequenceNumber,
      data: Buffer.from(record.data).toString('base64'),
      approximateArrivalTimestamp: record.at / 1_000,
    },
    eventSource: 'aws:kinesis',
    eventVersion: '1.0',
    eventID: `${shardId}:${record.sequenceNumber}`,
    eventName: 'aws:kinesis:record',
    awsRegion: parseArn(sourceArn)?.region,
    eventSourceARN: sourceArn,
  };
}
