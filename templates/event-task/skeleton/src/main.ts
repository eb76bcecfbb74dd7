import { handleEvent } from './handler';
import { eventOfTask } from './job-event';
import { number, text } from './runtime/environment';
import { AlreadyInProgressError, Idempotency } from './runtime/idempotency';
import { log } from './runtime/log';
import { stopSignal } from './runtime/stop-signal';

/** Which variables of the environment are fields of the event. */
function fieldVariables(): string[] {
  return (process.env.EVENT_FIELDS ?? '').split(' ').filter(Boolean);
}

async function main(): Promise<void> {
  const stop = stopSignal();
  const event = eventOfTask(fieldVariables());
  const idempotency = Idempotency.inTable(text('IDEMPOTENCY_TABLE'));
  try {
    const outcome = await idempotency.once(
      event.id,
      number('MAX_TASK_SECONDS'),
      () => handleEvent(event, { log, stop }),
    );
    log.info({ eventId: event.id, outcome }, 'done');
  } catch (error) {
    if (!(error instanceof AlreadyInProgressError)) {
      throw error;
    }
    // EventBridge delivered the event twice; the other task answers for it.
    log.info({ eventId: event.id }, 'another task has it');
  }
}

main().then(
  // Connections that are kept alive would keep the process, too.
  () => process.exit(0),
  error => {
    log.error({ err: error }, 'the event was not handled');
    process.exit(1);
  },
);
