import { TopicRecord } from './TopicLog';

/** A record as functions and pipes get it: key and value in base64. */
export function recordPayload(topic: string, record: TopicRecord) {
  return {
    topic,
    partition: record.partition,
    offset: record.offset,
    timestamp: record.at,
    timestampType: 'CREATE_TIME',
    ...(record.key !== undefined && { key: base64(record.key) }),
    value: base64(record.value),
    headers: [],
  };
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}
