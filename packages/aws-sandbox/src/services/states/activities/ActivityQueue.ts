import { Cancel, Clock } from '../../../core';

/** Work of an activity that waits for a worker. */
export interface ActivityTask {
  taskToken: string;
  /** JSON. */
  input: string;
  /** Called when a worker gets it. */
  taken(workerName: string | undefined): void;
}

interface Poller {
  workerName: string | undefined;
  receive(task: ActivityTask): void;
}

/** Hands the work of an activity to its workers, first come first served. */
export class ActivityQueue {
  readonly #waiting: ActivityTask[] = [];
  readonly #pollers: Poller[] = [];

  add(task: ActivityTask): void {
    const poller = this.#pollers.shift();
    if (poller) {
      task.taken(poller.workerName);
      poller.receive(task);
    } else {
      this.#waiting.push(task);
    }
  }

  /** Takes back work that nobody needs done any more. */
  remove(task: ActivityTask): void {
    remove(this.#waiting, task);
  }

  /** The oldest work, when there is any. */
  take(workerName?: string): ActivityTask | undefined {
    const task = this.#waiting.shift();
    task?.taken(workerName);
    return task;
  }

  /** Long-polls: undefined when the time is over or the worker hung up. */
  async takeOrWait(
    clock: Clock,
    milliseconds: number,
    signal: AbortSignal,
    workerName?: string,
  ): Promise<ActivityTask | undefined> {
    const waiting = this.take(workerName);
    if (waiting || signal.aborted) {
      return waiting;
    }
    return new Promise(resolve => {
      const poller: Poller = { workerName, receive: () => {} };
      const timer: { cancel: Cancel } = { cancel: () => {} };
      // At once, so that no work goes to a worker that has stopped waiting.
      const end = () => {
        remove(this.#pollers, poller);
        timer.cancel();
        signal.removeEventListener('abort', end);
        resolve(undefined);
      };
      poller.receive = task => {
        resolve(task);
        end();
      };
      timer.cancel = clock.after(milliseconds, end);
      signal.addEventListener('abort', end, { once: true });
      this.#pollers.push(poller);
    });
  }
}

function remove<T>(list: T[], item: T): void {
  const index = list.indexOf(item);
  if (index !== -1) {
    list.splice(index, 1);
  }
}
