import { brokerQueueDepths, brokerQueueName } from './broker-queues';

it.each([
  [{ name: 'bookings' }, 'bookings'],
  [{ name: 'bookings', virtualHost: '/' }, 'bookings'],
  [{ name: 'bookings', virtualHost: 'erp' }, 'erp/bookings'],
  [{ name: 'bookings', virtualHost: '/erp' }, 'erp/bookings'],
])('calls %j %s', (queue, name) => {
  expect(brokerQueueName(queue)).toBe(name);
});

it('tells how full each queue is, the fullest first', () => {
  expect(
    brokerQueueDepths({
      messages: 7,
      consumers: 1,
      'queueMessages:stock': 1,
      'queueMessages:bookings': 6,
      'queueConsumers:bookings': 0,
    }),
  ).toEqual([
    { queueName: 'bookings', messages: 6, consumers: 0 },
    { queueName: 'stock', messages: 1 },
  ]);
});
