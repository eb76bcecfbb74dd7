import type { JobEvent } from './job-event';
import type { Log } from './runtime/log';

/** What the handler may use. */
export interface HandlerContext {
  log: Log;
  /** Aborts when the task is asked to stop: throw then, and the event is kept. */
  stop: AbortSignal;
}

/**
 * Does the job of one event: this is where your code goes.
 *
 * It is called once for each event, as long as it succeeds. When it throws, the
 * task ends with an error and the event is kept in the queue of failed tasks.
 * The fields are pointers; fetch what they point at.
 */
export async function handleEvent(
  event: JobEvent,
  { log, stop }: HandlerContext,
): Promise<void> {
  stop.throwIfAborted();
  log.info(
    { eventId: event.id, fields: Object.keys(event.fields) },
    'event handled',
  );
}
