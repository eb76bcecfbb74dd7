import type { Log } from './log';

/** Minutes that ECS protects the task for, unless it is told again. */
const PROTECTED_MINUTES = 30;
const RENEW_AFTER_MILLISECONDS = 15 * 60_000;
/** A task that is never idle would hold up every deployment, so it pauses after so long. */
const LONGEST_MILLISECONDS = 10 * 60_000;
const PAUSE_MILLISECONDS = 60_000;

/**
 * Asks ECS not to stop this task, while it has work in hand, for scaling in or
 * for a deployment. Outside ECS it does nothing.
 *
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-scale-in-protection-endpoint.html
 */
export class ScaleInProtection {
  private heldSince: number | undefined;
  private confirmedAt = 0;
  private pausedUntil = 0;

  constructor(
    private readonly agentUri: string | undefined,
    private readonly log: Log,
    private readonly now: () => number = Date.now,
  ) {}

  /** Held for so long that the task should once become idle. */
  get isOverdue(): boolean {
    return (
      this.heldSince !== undefined &&
      this.now() - this.heldSince >= LONGEST_MILLISECONDS
    );
  }

  /** Call it when work is taken, and again while it lasts. */
  async hold(): Promise<void> {
    const now = this.now();
    const isFresh =
      this.heldSince !== undefined &&
      now - this.confirmedAt < RENEW_AFTER_MILLISECONDS;
    if (isFresh || now < this.pausedUntil) {
      return;
    }
    this.heldSince ??= now;
    this.confirmedAt = now;
    await this.put({
      ProtectionEnabled: true,
      ExpiresInMinutes: PROTECTED_MINUTES,
    });
  }

  /** Call it when nothing is in hand. */
  async release(): Promise<void> {
    if (this.heldSince === undefined) {
      return;
    }
    if (this.isOverdue) {
      this.pausedUntil = this.now() + PAUSE_MILLISECONDS;
    }
    this.heldSince = undefined;
    await this.put({ ProtectionEnabled: false });
  }

  private async put(state: object): Promise<void> {
    if (!this.agentUri) {
      return;
    }
    try {
      const response = await fetch(
        `${this.agentUri}/task-protection/v1/state`,
        {
          method: 'PUT',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(state),
          signal: AbortSignal.timeout(5_000),
        },
      );
      if (!response.ok) {
        throw new Error(`${response.status} ${await response.text()}`);
      }
    } catch (error) {
      // Work goes on without: a task that is stopped gives back what it cannot finish.
      this.log.warn({ err: error, ...state }, 'task protection not changed');
    }
  }
}
