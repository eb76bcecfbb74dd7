import type { Event } from './event';
import { idempotencyKeyOf } from './idempotency-key';

const event: Event = {
  id: 'e-1',
  source: 'shop.order',
  'detail-type': 'OrderCreated',
  time: '2026-11-27T08:00:00Z',
  detail: { orderId: 'o-1' },
};
const fromClient = (id: string, sub: string, eventId: string): Event => ({
  ...event,
  id: eventId,
  source: 'shop.client',
  detail: { id, user: { sub }, data: {} },
});

beforeEach(() => {
  process.env.CLIENT_EVENT_SOURCE = 'shop.client';
});
afterEach(() => {
  delete process.env.CLIENT_EVENT_SOURCE;
});

test('an event that is delivered again is the same event', () => {
  expect(idempotencyKeyOf({ ...event })).toBe(idempotencyKeyOf(event));
  expect(idempotencyKeyOf({ ...event, id: 'e-2' })).not.toBe(
    idempotencyKeyOf(event),
  );
});

test('what a client sends again is the same, too', () => {
  const key = idempotencyKeyOf(fromClient('order-1', 'u-1', 'e-1'));
  expect(idempotencyKeyOf(fromClient('order-1', 'u-1', 'e-2'))).toBe(key);
  expect(idempotencyKeyOf(fromClient('order-2', 'u-1', 'e-3'))).not.toBe(key);
});

test('nobody can take an id away from somebody else', () => {
  expect(idempotencyKeyOf(fromClient('order-1', 'u-1', 'e-1'))).not.toBe(
    idempotencyKeyOf(fromClient('order-1', 'u-2', 'e-2')),
  );
});

test('where clients publish nothing, details are no identity', () => {
  delete process.env.CLIENT_EVENT_SOURCE;
  expect(idempotencyKeyOf(fromClient('order-1', 'u-1', 'e-1'))).toBe('e-1');
});
