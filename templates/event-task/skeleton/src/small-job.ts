import { handleEvent } from './handler';
import { DeliveredEvent, eventOfDelivery } from './job-event';
import { text } from './runtime/environment';
import { Idempotency } from './runtime/idempotency';
import { log } from './runtime/log';

/** What Lambda tells of an invocation, as far as it matters here. */
interface InvocationContext {
  getRemainingTimeInMillis(): number;
}

/** Time to write down what happened, before Lambda ends the function. */
const MILLISECONDS_TO_END = 5_000;

/** The entry of the function that small jobs go to: the handler is the task's. */
export async function handler(
  delivered: DeliveredEvent,
  context: InvocationContext,
): Promise<void> {
  const event = eventOfDelivery(
    delivered,
    JSON.parse(text('EVENT_FIELD_PATHS')),
  );
  const milliseconds = Math.max(
    0,
    context.getRemainingTimeInMillis() - MILLISECONDS_TO_END,
  );
  const stop = AbortSignal.timeout(milliseconds);
  const outcome = await Idempotency.inTable(text('IDEMPOTENCY_TABLE')).once(
    event.id,
    milliseconds / 1000,
    () => handleEvent(event, { log, stop }),
  );
  log.info({ eventId: event.id, outcome }, 'done');
}
