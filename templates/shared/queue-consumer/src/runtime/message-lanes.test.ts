import { messageLanes } from './message-lanes';

test('messages of a group stay in order, others do not wait for each other', () => {
  const a1 = { groupId: 'a' };
  const b1 = { groupId: 'b' };
  const a2 = { groupId: 'a' };
  const alone = {};
  const too = {};
  expect(messageLanes([a1, b1, a2, alone, too])).toEqual([
    [a1, a2],
    [b1],
    [alone],
    [too],
  ]);
});
