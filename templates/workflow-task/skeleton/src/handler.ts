import type { Log } from './runtime/log';

/** What the step is about. */
export interface StepInput {
  /** ARN of the execution. */
  execution: string;
  /** By the variables that `infrastructure/config/workflow.ts` names. */
  fields: Record<string, string>;
}

/** What the handler may use. */
export interface HandlerContext {
  log: Log;
  /** Aborts when the task is asked to stop: throw then, and the step is tried again. */
  stop: AbortSignal;
}

/**
 * Does the step: this is where your code goes.
 *
 * What it returns is the step's output where the workflow waits for an answer
 * (JSON, at most 256 KiB; return a pointer to what is larger). When it throws,
 * the step fails and is tried again; the workflow keeps the input of a step
 * that it gives up on.
 */
export async function handleStep(
  input: StepInput,
  { log, stop }: HandlerContext,
): Promise<unknown> {
  stop.throwIfAborted();
  log.info(
    { execution: input.execution, fields: Object.keys(input.fields) },
    'step done',
  );
  return { fields: Object.keys(input.fields) };
}
