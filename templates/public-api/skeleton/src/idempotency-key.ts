import type { Event } from './event';

/**
 * What an event is handled once by. A client that got no answer sends again,
 * which makes another event of the same id of its own; that id counts for the
 * user who sent it only.
 */
export function idempotencyKeyOf(event: Event): string {
  const { id, user } = event.detail;
  return event.source === process.env.CLIENT_EVENT_SOURCE &&
    typeof id === 'string' &&
    isUser(user)
    ? `client/${user.sub}/${id}`
    : event.id;
}

function isUser(user: unknown): user is { sub: string } {
  return (
    typeof user === 'object' &&
    user !== null &&
    'sub' in user &&
    typeof user.sub === 'string'
  );
}
