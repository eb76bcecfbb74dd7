import type { Event } from './event';
import { handleEvent } from './handler';

const event: Event = {
  id: 'e-1',
  source: 'shop.order',
  'detail-type': 'OrderCreated',
  time: '2026-11-27T08:00:00Z',
  detail: { orderId: 'o-1' },
};

test('an event is handled', async () => {
  const log = { debug() {}, info: jest.fn(), warn() {}, error() {} };
  const { signal: stop } = new AbortController();
  await handleEvent(event, { log, stop });
  expect(log.info).toHaveBeenCalledWith(
    { eventId: 'e-1', fields: ['orderId'] },
    'event handled',
  );
});
