import { FailedRecordsQueue } from './failed-records';

async function keep(data: Uint8Array) {
  const sent: { input: { MessageBody?: string } }[] = [];
  const send = async (command: never) => {
    sent.push(command);
    return {} as never;
  };
  await new FailedRecordsQueue({ send }, 'url', 'stream-arn').keep(
    {
      idempotencyKey: 's/1',
      shardId: 's',
      sequenceNumber: '1',
      partitionKey: 'k',
      arrivedAt: new Date(0),
      data,
    },
    new RangeError('no such customer'),
  );
  return JSON.parse(sent[0]?.input.MessageBody ?? '');
}

test('a record is kept with its place, its error and its data', async () => {
  expect(await keep(new TextEncoder().encode('hello'))).toMatchObject({
    stream: 'stream-arn',
    shardId: 's',
    sequenceNumber: '1',
    partitionKey: 'k',
    error: { name: 'RangeError', message: 'no such customer' },
    data: Buffer.from('hello').toString('base64'),
  });
});

test('data that is too large for the queue is left in the stream', async () => {
  const kept = await keep(new Uint8Array(1024 * 1024));
  expect(kept).toMatchObject({ dataLeftOut: '1048576 bytes' });
  expect(kept).not.toHaveProperty('data');
});
