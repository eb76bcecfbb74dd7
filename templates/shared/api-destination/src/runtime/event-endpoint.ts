import type { FastifyInstance } from 'fastify';
import { Event, readEvent } from '../event';
import { Admission } from './http-service';
import type { Log } from './log';

/** What takes events, and how many at a time. */
export interface EventEndpointOptions {
  /** Takes the event, or knows that it was taken before. */
  handle(event: Event): Promise<'handled' | 'duplicate'>;
  /** How many events a task has in hand at most. */
  concurrency: number;
  log: Log;
}

/** EventBridge no longer waits after this. */
const PATIENCE_MILLISECONDS = 5_000;

/**
 * Takes events at `POST /events`. It answers 200 when an event was taken, now
 * or before; 429 and 5xx when EventBridge should try again; 422 when that
 * would not help.
 */
export function acceptEvents(
  service: FastifyInstance,
  { handle, concurrency, log }: EventEndpointOptions,
): void {
  const admission = new Admission(concurrency);
  service.post('/events', async request => {
    const event = readEvent(request.body);
    const started = Date.now();
    const outcome = await admission.run(() => handle(event));
    const milliseconds = Date.now() - started;
    const facts = { eventId: event.id, outcome, milliseconds };
    if (milliseconds > PATIENCE_MILLISECONDS) {
      log.warn(facts, 'event done too late: EventBridge delivers it again');
    } else {
      log.info(facts, 'event done');
    }
    return { outcome };
  });
}
