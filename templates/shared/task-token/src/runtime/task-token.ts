import {
  SFNClient,
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  TaskTimedOut,
} from '@aws-sdk/client-sfn';
import type { Log } from './log';

/** What the workflow tries again without counting it against the step. */
const WORKER_STOPPED = 'Worker.Stopped';

/** Step Functions takes no longer texts. */
const ERROR_MAX_LENGTH = 256;
const CAUSE_MAX_LENGTH = 32_768;

/** How many signs of life fit into the time that the workflow waits for one. */
const HEARTBEATS_IN_TIME = 3;

/** The workflow that waits for this task's answer. */
export class TaskToken {
  constructor(
    private readonly client: Pick<SFNClient, 'send'>,
    private readonly token: string,
    private readonly log: Log,
  ) {}

  /**
   * Runs the step with signs of life, and answers with what it returns or fails
   * with. When the workflow has given up on the task, so does the step.
   *
   * @param run - gets what aborts it: the task's end, or the workflow's
   */
  async answer(
    heartbeatSeconds: number,
    stop: AbortSignal,
    run: (stop: AbortSignal) => Promise<unknown>,
  ): Promise<void> {
    const abandoned = new AbortController();
    const heartbeat = setInterval(
      () => void this.beat(abandoned),
      (heartbeatSeconds * 1000) / HEARTBEATS_IN_TIME,
    );
    try {
      const output = await run(AbortSignal.any([stop, abandoned.signal]));
      await this.client.send(
        new SendTaskSuccessCommand({
          taskToken: this.token,
          output: JSON.stringify(output ?? null),
        }),
      );
    } catch (error) {
      if (!abandoned.signal.aborted) {
        await this.fail(error, stop.aborted);
      }
      throw error;
    } finally {
      clearInterval(heartbeat);
    }
  }

  private async beat(abandoned: AbortController): Promise<void> {
    try {
      await this.client.send(
        new SendTaskHeartbeatCommand({ taskToken: this.token }),
      );
    } catch (error) {
      this.log.warn(
        { err: error },
        'the workflow did not take the sign of life',
      );
      if (error instanceof TaskTimedOut) {
        abandoned.abort(error);
      }
    }
  }

  private async fail(error: unknown, stopped: boolean): Promise<void> {
    const { name, message } =
      error instanceof Error ? error : new Error(String(error));
    await this.client.send(
      new SendTaskFailureCommand({
        taskToken: this.token,
        error: (stopped ? WORKER_STOPPED : name).slice(0, ERROR_MAX_LENGTH),
        cause: message.slice(0, CAUSE_MAX_LENGTH),
      }),
    );
  }
}
