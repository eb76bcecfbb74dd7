import type { Event } from './event';
import type { Log } from './runtime/log';

/** What the handler may use. */
export interface HandlerContext {
  log: Log;
  /** Aborts when the task is asked to stop. */
  stop: AbortSignal;
}

/**
 * Handles one event: this is where your code goes.
 *
 * It is called once for each event, as long as it succeeds. When it returns, EventBridge
 * is told that the event was taken. When it throws, EventBridge tries again for up to
 * a day, and then puts the event into the dead-letter queue; throw
 * `new HttpError(422, …)` for an event that would fail each time.
 *
 * EventBridge waits five seconds. What takes longer belongs into a queue.
 */
export async function handleEvent(
  event: Event,
  { log }: HandlerContext,
): Promise<void> {
  log.info(
    { eventId: event.id, fields: Object.keys(event.detail) },
    'event handled',
  );
}
