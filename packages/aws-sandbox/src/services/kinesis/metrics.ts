import { World } from '../../core';
import { StoredStream } from './state';

type CountName =
  | 'GetRecords.Bytes'
  | 'GetRecords.Records'
  | 'GetRecords.Success'
  | 'IncomingBytes'
  | 'IncomingRecords'
  | 'ReadProvisionedThroughputExceeded'
  | 'WriteProvisionedThroughputExceeded';

function metric(stream: StoredStream, metricName: string) {
  return {
    namespace: 'AWS/Kinesis',
    metricName,
    dimensions: { StreamName: stream.name },
  };
}

/** Adds to a count of a stream. */
export function countOfStream(
  world: World,
  stream: StoredStream,
  name: CountName,
  by = 1,
): void {
  world.metrics.count(stream.scope, metric(stream, name), by);
}

/** Says how old the last record was that a call got; 0 when it got none for there was none. */
export function sampleIteratorAge(
  world: World,
  stream: StoredStream,
  milliseconds: number,
): void {
  world.metrics.add(
    stream.scope,
    metric(stream, 'GetRecords.IteratorAgeMilliseconds'),
    milliseconds,
  );
}
