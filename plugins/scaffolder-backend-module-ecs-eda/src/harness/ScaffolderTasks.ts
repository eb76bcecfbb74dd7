import { setTimeout as sleep } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import { JsonObject } from '@backstage/types';

/** A step of a task and how it ended. @public */
export interface StampedStep {
  id: string;
  /** `completed`, `failed`, `skipped` or `cancelled`. */
  status: string;
}

/** How a task ended, as the scaffolder's API tells it. */
export interface FinishedTask {
  id: string;
  status: string;
  output: JsonObject;
  error?: string;
  log: string[];
  steps: StampedStep[];
}

interface TaskEvent {
  id: number;
  type: 'log' | 'completion' | 'cancelled' | 'recovered';
  body: {
    message: string;
    stepId?: string;
    status?: string;
    output?: JsonObject;
    error?: { name: string; message: string };
  };
}

const POLL_MILLISECONDS = 50;

/** Runs tasks through the scaffolder's HTTP API. */
export class ScaffolderTasks {
  readonly #baseUrl: string;

  /** @param baseUrl - of the backend, without a slash at the end */
  constructor(baseUrl: string) {
    this.#baseUrl = `${baseUrl}/api/scaffolder/v2/tasks`;
  }

  /**
   * Runs a task to its end.
   *
   * @throws Error that names the fields when the form's schema does not allow the values
   */
  async run(request: {
    templateRef: string;
    values: JsonObject;
    secrets?: Record<string, string>;
  }): Promise<FinishedTask> {
    const response = await fetch(this.#baseUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
    });
    const body = await response.json();
    if (!response.ok) {
      throw new Error(
        `The scaffolder refuses the values: ${
          body.errors?.map((one: { stack: string }) => one.stack).join('; ') ??
          body.error?.message
        }`,
      );
    }
    return this.#follow(body.id);
  }

  async #follow(id: string): Promise<FinishedTask> {
    const events: TaskEvent[] = [];
    for (;;) {
      const after = events[events.length - 1]?.id ?? -1;
      const response = await fetch(
        `${this.#baseUrl}/${id}/events?after=${after}`,
      );
      events.push(...((await response.json()) as TaskEvent[]));
      const completion = events.find(({ type }) => type === 'completion');
      if (completion) {
        return {
          id,
          status: completion.body.error ? 'failed' : 'completed',
          output: completion.body.output ?? {},
          ...(completion.body.error && {
            error: completion.body.error.message,
          }),
          log: events.map(({ body }) => stripVTControlCharacters(body.message)),
          steps: stepsOf(events),
        };
      }
      await sleep(POLL_MILLISECONDS);
    }
  }
}

function stepsOf(events: TaskEvent[]): StampedStep[] {
  const statuses = new Map<string, string>();
  for (const { stepId, status } of events.map(({ body }) => body)) {
    if (stepId && status) {
      statuses.set(stepId, status);
    }
  }
  return [...statuses].map(([id, status]) => ({ id, status }));
}
