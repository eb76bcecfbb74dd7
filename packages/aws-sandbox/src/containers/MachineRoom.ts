/** Lets somebody out of a room; a second call does nothing. */
export type Leave = () => void;

/**
 * Room for so many tasks on this machine. Those that come when it is full
 * wait in their order, as tasks do for instances of a capacity provider.
 */
export class MachineRoom {
  #free: number;
  readonly #waiting = new Set<{ comeIn: (leave: Leave) => void }>();

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
      const visitor = { comeIn: resolve };
      this.#waiting.add(visitor);
      gaveUp.addEventListener(
        'abort',
        () => {
          if (this.#waiting.delete(visitor)) {
            resolve(undefined);
          }
        },
        { once: true },
      );
    });
  }

  #leaveOnce(): Leave {
    let isIn = true;
    return () => {
      if (!isIn) {
        return;
      }
      isIn = false;
      const [next] = this.#waiting;
      if (next) {
        this.#waiting.delete(next);
        next.comeIn(this.#leaveOnce());
      } else {
        this.#free += 1;
      }
    };
  }
}
