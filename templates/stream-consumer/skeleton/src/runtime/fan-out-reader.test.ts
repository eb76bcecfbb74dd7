import type {
  SubscribeToShardCommandInput,
  SubscribeToShardEvent,
} from '@aws-sdk/client-kinesis';
import { FanOutReader } from './fan-out-reader';

const log = { debug() {}, info() {}, warn() {}, error() {} };

/** Kinesis with what it pushes, one subscription after the other. */
function shard(...subscriptions: (Partial<SubscribeToShardEvent>[] | Error)[]) {
  const asked: SubscribeToShardCommandInput[] = [];
  const client = {
    send: async (command: { input: SubscribeToShardCommandInput }) => {
      asked.push(command.input);
      const events = subscriptions.shift() ?? [];
      if (events instanceof Error) {
        throw events;
      }
      return {
        EventStream: (async function* push() {
          for (const event of events) {
            yield { SubscribeToShardEvent: event };
          }
        })(),
      } as never;
    },
  };
  return {
    asked,
    reader: new FanOutReader(
      client as ConstructorParameters<typeof FanOutReader>[0],
      'consumer',
      log,
      1,
    ),
  };
}

test('a subscription that ended is taken up again where it was, until the shard ends', async () => {
  const { reader, asked } = shard(
    [
      {
        Records: [{ SequenceNumber: '1', PartitionKey: 'k', Data: undefined }],
        ContinuationSequenceNumber: '4',
      },
    ],
    new Error('connection lost'),
    [
      {
        ChildShards: [
          { ShardId: 'c', ParentShards: ['s'], HashKeyRange: undefined },
        ],
      },
    ],
  );
  const batches = [];
  for await (const batch of reader.read(
    's',
    {},
    new AbortController().signal,
  )) {
    batches.push([batch.records.length, batch.ended]);
  }
  expect(batches).toEqual([
    [1, false],
    [0, true],
  ]);
  expect(asked.map(({ StartingPosition }) => StartingPosition)).toEqual([
    { Type: 'TRIM_HORIZON' },
    { Type: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: '4' },
    { Type: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: '4' },
  ]);
});
