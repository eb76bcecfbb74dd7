import { StoredRecord } from '../../kinesis/data-plane';
import { recordContent, recordOrigin } from '../../kinesis/delivered-record';

/** A record of a stream as a function gets it. */
export function kinesisRecord(
  sourceArn: string,
  shardId: string,
  record: StoredRecord,
) {
  return {
    kinesis: recordContent(record),
    ...recordOrigin(sourceArn, shardId, record),
  };
}
