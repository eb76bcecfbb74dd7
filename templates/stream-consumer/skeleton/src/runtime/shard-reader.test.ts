import {
  ExpiredIteratorException,
  GetRecordsCommand,
  GetRecordsCommandOutput,
  GetShardIteratorCommand,
} from '@aws-sdk/client-kinesis';
import { PollingShardReader, startingPosition } from './shard-reader';

type Answer = Partial<GetRecordsCommandOutput> | Error;

/** Kinesis with what it answers, one call after the other. */
function shard(...answers: Answer[]) {
  const iterators: object[] = [];
  const client = {
    send: async (command: object): Promise<never> => {
      if (command instanceof GetShardIteratorCommand) {
        iterators.push(command.input);
        return { ShardIterator: 'next' } as never;
      }
      expect(command).toBeInstanceOf(GetRecordsCommand);
      const answer = answers.shift();
      if (answer instanceof Error) {
        throw answer;
      }
      return answer as never;
    },
  };
  return { iterators, reader: new PollingShardReader(client, 'arn', 10) };
}

const record = (SequenceNumber: string) => ({
  SequenceNumber,
  PartitionKey: 'k',
  Data: new Uint8Array([1]),
});

test('records come in order until the shard ends', async () => {
  const { reader } = shard(
    { Records: [record('1'), record('2')], NextShardIterator: 'n' },
    { Records: [record('3')] },
  );
  const batches = [];
  for await (const batch of reader.read(
    's',
    {},
    new AbortController().signal,
  )) {
    batches.push([batch.records.map(one => one.idempotencyKey), batch.ended]);
  }
  expect(batches).toEqual([
    [['s/1', 's/2'], false],
    [['s/3'], true],
  ]);
});

test('after a batch that took too long, reading goes on behind it', async () => {
  const { reader, iterators } = shard(
    { Records: [record('7')], NextShardIterator: 'n', MillisBehindLatest: 1 },
    new ExpiredIteratorException({ message: 'late', $metadata: {} }),
    { Records: [] },
  );
  for await (const { ended } of reader.read(
    's',
    {},
    new AbortController().signal,
  )) {
    if (ended) {
      break;
    }
  }
  expect(iterators).toEqual([
    expect.objectContaining({ ShardIteratorType: 'TRIM_HORIZON' }),
    expect.objectContaining({
      ShardIteratorType: 'AFTER_SEQUENCE_NUMBER',
      StartingSequenceNumber: '7',
    }),
  ]);
});

test('what begins now begins at a time, so that a slow start misses nothing', () => {
  expect(startingPosition({ timestamp: 5 })).toEqual({
    Type: 'AT_TIMESTAMP',
    Timestamp: new Date(5),
  });
});
