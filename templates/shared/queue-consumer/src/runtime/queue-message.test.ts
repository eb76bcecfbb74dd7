import { queueMessage } from './queue-message';

test('an event from a rule is known by its own ID', () => {
  const event = {
    id: 'e-1',
    source: 'shop.order',
    'detail-type': 'OrderCreated',
    detail: {},
  };
  expect(
    queueMessage({ MessageId: 'm-1', Body: JSON.stringify(event) }),
  ).toMatchObject({ messageId: 'm-1', idempotencyKey: 'e-1', body: event });
});

test('a message without an ID of its own is known by its deduplication ID, else by its message ID', () => {
  const message = { MessageId: 'm-1', Body: '{"id":7}' };
  expect(queueMessage(message).idempotencyKey).toBe('m-1');
  expect(
    queueMessage({ ...message, Attributes: { MessageDeduplicationId: 'd-1' } })
      .idempotencyKey,
  ).toBe('d-1');
});

test('what is not JSON stays text', () => {
  expect(queueMessage({ MessageId: 'm-1', Body: 'not {json' }).body).toBe(
    'not {json',
  );
});

test('group and receive count are read', () => {
  expect(
    queueMessage({
      MessageId: 'm-1',
      Body: '{}',
      Attributes: { MessageGroupId: 'g-1', ApproximateReceiveCount: '3' },
    }),
  ).toMatchObject({ groupId: 'g-1', receiveCount: 3 });
});
