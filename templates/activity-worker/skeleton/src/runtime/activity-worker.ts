import { setTimeout as sleep } from 'node:timers/promises';
import type { ActivityTask, ActivityTasks } from './activity-tasks';
import type { Log } from './log';

/** What the worker works with. */
export interface ActivityWorkerOptions {
  tasks: ActivityTasks;
  /**
   * Does the item and answers its workflow.
   *
   * @param giveBack - when it aborts, the item is to be given back at once
   */
  answer(task: ActivityTask, giveBack: AbortSignal): Promise<void>;
  /** Told when work is taken, while it lasts, and when none is in hand. */
  protection: {
    readonly isOverdue: boolean;
    hold(): Promise<void>;
    release(): Promise<void>;
  };
  log: Log;
  /** Items in hand at a time; each is asked for by a poll of its own. */
  concurrentItems: number;
  /** From the signal to stop, until what is still in hand is given back. */
  graceSeconds: number;
}

/** A poll takes 60 s at most; a worker that got no answer for so long isn't well. */
const UNHEALTHY_AFTER_MILLISECONDS = 180_000;
const PAUSE_AFTER_FAILED_POLL_MILLISECONDS = 2_000;
const PROTECTION_CHECK_MILLISECONDS = 60_000;
const PAUSE_UNTIL_IDLE_MILLISECONDS = 1_000;

/** Why an item is given back; it is nobody's failure. */
class WorkerStoppedError extends Error {
  constructor() {
    super('The task is being stopped; another worker will do the item.');
    this.name = 'WorkerStoppedError';
  }
}

/**
 * Takes items from an activity, several at a time, and has each answered. Told
 * to stop, it gives what it has some time to finish, and then gives it back.
 */
export class ActivityWorker {
  private inHand = 0;
  private lastPoll = Date.now();
  private readonly giveBack = new AbortController();

  constructor(private readonly options: ActivityWorkerOptions) {}

  /** Has work in hand, or got an answer from the activity lately. */
  get isHealthy(): boolean {
    return (
      this.inHand > 0 ||
      Date.now() - this.lastPoll < UNHEALTHY_AFTER_MILLISECONDS
    );
  }

  /** Works until it is told to stop; then every item that it took has been answered. */
  async run(stop: AbortSignal): Promise<void> {
    const { concurrentItems, graceSeconds, protection } = this.options;
    const held = setInterval(() => {
      if (this.inHand > 0) {
        void protection.hold();
      }
    }, PROTECTION_CHECK_MILLISECONDS);
    let endOfGrace: NodeJS.Timeout | undefined;
    const onStop = () => {
      endOfGrace = setTimeout(() => this.giveBack.abort(), graceSeconds * 1000);
    };
    stop.addEventListener('abort', onStop, { once: true });
    try {
      await Promise.all(
        Array.from({ length: concurrentItems }, () => this.workOn(stop)),
      );
    } finally {
      stop.removeEventListener('abort', onStop);
      clearTimeout(endOfGrace);
      clearInterval(held);
      await protection.release();
    }
  }

  /** One item after the other. */
  private async workOn(stop: AbortSignal): Promise<void> {
    const { protection } = this.options;
    while (!stop.aborted) {
      if (protection.isOverdue && this.inHand > 0) {
        // ECS gets its chance to stop this task, once everything in hand is done.
        await sleep(PAUSE_UNTIL_IDLE_MILLISECONDS);
        continue;
      }
      const task = await this.take();
      if (task) {
        await this.work(task, stop);
      }
    }
  }

  private async take(): Promise<ActivityTask | undefined> {
    const { tasks, log } = this.options;
    try {
      // Not cut off by the signal to stop: what Step Functions was about to hand
      // over would be lost until its heartbeat is missed.
      const task = await tasks.take();
      this.lastPoll = Date.now();
      return task;
    } catch (error) {
      log.error({ err: error }, 'cannot ask for items');
      await sleep(PAUSE_AFTER_FAILED_POLL_MILLISECONDS);
      return undefined;
    }
  }

  private async work(task: ActivityTask, stop: AbortSignal): Promise<void> {
    const { answer, protection, log } = this.options;
    const started = Date.now();
    this.inHand += 1;
    try {
      await protection.hold();
      await answer(
        task,
        // What a poll brings after the signal isn't begun.
        stop.aborted
          ? AbortSignal.abort(new WorkerStoppedError())
          : this.giveBack.signal,
      );
      log.info({ milliseconds: Date.now() - started }, 'item answered');
    } catch (error) {
      const milliseconds = Date.now() - started;
      if (error instanceof WorkerStoppedError) {
        log.warn({ milliseconds }, 'item given back');
      } else {
        log.error({ err: error, milliseconds }, 'item failed');
      }
    } finally {
      this.inHand -= 1;
      if (this.inHand === 0) {
        await protection.release();
      }
    }
  }
}
