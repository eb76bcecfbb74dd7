import { handleRecord } from './handler';

const record = {
  idempotencyKey: 'shardId-000000000000/1',
  shardId: 'shardId-000000000000',
  sequenceNumber: '1',
  partitionKey: 'customer-1',
  arrivedAt: new Date(0),
  data: new TextEncoder().encode('{"points":3}'),
};
const log = { debug() {}, info() {}, warn() {}, error() {} };

test('a record is handled', async () => {
  await expect(
    handleRecord(record, { log, stop: new AbortController().signal }),
  ).resolves.toBeUndefined();
});

test('a record is not begun after the signal to stop', async () => {
  await expect(
    handleRecord(record, { log, stop: AbortSignal.abort() }),
  ).rejects.toThrow();
});
