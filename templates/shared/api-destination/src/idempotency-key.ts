import type { Event } from './event';

/**
 * What an event is handled once by. Where two events may say the same, because
 * their producer sent it twice, take what they say.
 */
export function idempotencyKeyOf(event: Event): string {
  return event.id;
}
