import { World } from '../../core';
import { ShardPart } from './read-shard';
import { StoredConsumer, StoredStream } from './state';

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

/** What one `GetRecords` got, and how old the last of it was; 0 when there was none to get. */
export function sampleGetRecords(
  world: World,
  stream: StoredStream,
  { records, ageMilliseconds }: Pick<ShardPart, 'records' | 'ageMilliseconds'>,
): void {
  countOfStream(world, stream, 'GetRecords.Success');
  countOfStream(world, stream, 'GetRecords.Records', records.length);
  world.metrics.add(
    stream.scope,
    metric(stream, 'GetRecords.IteratorAgeMilliseconds'),
    ageMilliseconds,
  );
}

/** What a registered consumer was sent, and how old the last of it was. */
export function sampleSubscription(
  world: World,
  stream: StoredStream,
  consumer: StoredConsumer,
  { records, ageMilliseconds }: Pick<ShardPart, 'records' | 'ageMilliseconds'>,
): void {
  const ofConsumer = (metricName: string) => ({
    namespace: 'AWS/Kinesis',
    metricName,
    dimensions: { StreamName: stream.name, ConsumerName: consumer.name },
  });
  world.metrics.count(
    stream.scope,
    ofConsumer('SubscribeToShardEvent.Records'),
    records.length,
  );
  world.metrics.add(
    stream.scope,
    ofConsumer('SubscribeToShardEvent.MillisBehindLatest'),
    ageMilliseconds,
  );
}
