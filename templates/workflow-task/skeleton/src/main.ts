import { SFNClient } from '@aws-sdk/client-sfn';
import { StepInput, handleStep } from './handler';
import { number, text } from './runtime/environment';
import { AlreadyInProgressError, Idempotency } from './runtime/idempotency';
import { log } from './runtime/log';
import { stopSignal } from './runtime/stop-signal';
import { TaskToken } from './runtime/task-token';

function stepInput(): StepInput {
  const variables = (process.env.STEP_FIELDS ?? '').split(' ').filter(Boolean);
  return {
    execution: text('STEP_EXECUTION'),
    fields: Object.fromEntries(
      variables.map(variable => [variable, text(variable)]),
    ),
  };
}

/** The workflow waits for the answer, however often it has asked: each asking gets one. */
async function answerByToken(
  token: string,
  input: StepInput,
  stop: AbortSignal,
): Promise<void> {
  await new TaskToken(new SFNClient(), token, log).answer(
    number('HEARTBEAT_SECONDS'),
    stop,
    given => handleStep(input, { log, stop: given }),
  );
}

/** The workflow sees the exit status at most. What has been done for the execution isn't done again. */
async function runOnce(input: StepInput, stop: AbortSignal): Promise<void> {
  const idempotency = Idempotency.inTable(text('IDEMPOTENCY_TABLE'));
  try {
    const outcome = await idempotency.once(
      input.execution,
      number('MAX_TASK_SECONDS'),
      async () => void (await handleStep(input, { log, stop })),
    );
    log.info({ execution: input.execution, outcome }, 'done');
  } catch (error) {
    if (!(error instanceof AlreadyInProgressError)) {
      throw error;
    }
    log.info({ execution: input.execution }, 'another task has it');
  }
}

async function main(): Promise<void> {
  const stop = stopSignal();
  const input = stepInput();
  const token = process.env.TASK_TOKEN;
  await (token ? answerByToken(token, input, stop) : runOnce(input, stop));
}

main().then(
  // Connections that are kept alive would keep the process, too.
  () => process.exit(0),
  error => {
    log.error({ err: error }, 'the step was not done');
    process.exit(1);
  },
);
