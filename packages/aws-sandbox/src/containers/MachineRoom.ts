/** Lets somebody out of a room; a second call does nothing. */
export type Leave = () => void;

/**
 * Room for so many tasks on this machine. Those that come when it is full
 * wait in their order, as tasks do for instances of a capacity provider.
 */
export class MachineRoom {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(tasks: number) {
    this.#free = tasks;
  }

  /**
   * Waits for room.
   *
   * @returns what must be called when the room is free again; undefined when
   *   the signal came first
   */
  async enter(gaveUp: AbortSignal): Promise<Leave | undefined> {
    if (gaveUp.aborted) {
      return undefined;
    }
    if (this.#free > 0) {
      this.#free -= 1;
      return this.#leaveOnce();
    }
    return new Promise(resolve => {
      const giveUp = () => {
        this.#waiting.splice(this.#waiting.indexOf(comeIn), 1);
        resolve(undefined);
      };
      const comeIn = () => {
        gaveUp.removeEventListener('abort', giveUp);
        resolve(this.#leaveOnce());
      };
      gaveUp.addEventListener('abort', giveUp, { once: true });
      this.#waiting.push(comeIn);
    });
  }

  #leaveOnce(): Leave {
    let isIn = true;
    return () => {
      if (!isIn) {
        return;
      }
      isIn = false;
      const next = this.#waiting.shift();
      if (next) {
        next();
      } else {
        this.#free += 1;
      }
    };
  }
}
