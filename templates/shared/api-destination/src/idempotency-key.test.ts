import type { Event } from './event';
import { idempotencyKeyOf } from './idempotency-key';

const event: Event = {
  id: 'e-1',
  source: 'shop.order',
  'detail-type': 'OrderCreated',
  time: '2026-11-27T08:00:00Z',
  detail: { orderId: 'o-1' },
};

test('an event that is delivered again is the same event', () => {
  expect(idempotencyKeyOf({ ...event })).toBe(idempotencyKeyOf(event));
  expect(idempotencyKeyOf({ ...event, id: 'e-2' })).not.toBe(
    idempotencyKeyOf(event),
  );
});
