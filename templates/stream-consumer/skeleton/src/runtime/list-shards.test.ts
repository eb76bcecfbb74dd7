import { listShards } from './list-shards';

test('shards of all pages are listed', async () => {
  const pages = [
    { Shards: [{ ShardId: 'a' }], NextToken: 'more' },
    { Shards: [{ ShardId: 'b' }] },
  ];
  const asked: object[] = [];
  const send = async (command: { input: object }) => {
    asked.push(command.input);
    return pages.shift() as never;
  };
  const shards = await listShards({ send }, 'stream-arn');
  expect(shards.map(({ ShardId }) => ShardId)).toEqual(['a', 'b']);
  expect(asked).toEqual([{ StreamARN: 'stream-arn' }, { NextToken: 'more' }]);
});
