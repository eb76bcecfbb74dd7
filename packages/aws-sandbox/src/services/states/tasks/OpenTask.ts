import { Cancel, Clock } from '../../../core';
import { StateError } from '../interpreter/StateError';

/** A task whose result somebody will send by its token. */
export class OpenTask {
  /** Settles with what was sent, or fails when heartbeats stay away. */
  readonly result: Promise<unknown>;
  answered = false;
  readonly #clock: Clock;
  readonly #heartbeatSeconds: number | undefined;
  #cancelHeartbeat: Cancel = () => {};
  #resolve: (output: unknown) => void = () => {};
  #reject: (error: StateError) => void = () => {};

  constructor(clock: Clock, heartbeatSeconds: number | undefined) {
    this.#clock = clock;
    this.#heartbeatSeconds = heartbeatSeconds;
    this.result = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // It may fail before anybody looks.
    this.result.catch(() => {});
  }

  /** From now on the next heartbeat must come in time. */
  heartbeat(): void {
    this.#cancelHeartbeat();
    if (this.#heartbeatSeconds !== undefined) {
      this.#cancelHeartbeat = this.#clock.after(
        this.#heartbeatSeconds * 1000,
        () => this.fail(new StateError('States.HeartbeatTimeout')),
      );
    }
  }

  succeed(output: unknown): void {
    this.close();
    this.#resolve(output);
  }

  fail(error: StateError): void {
    this.close();
    this.#reject(error);
  }

  /** Nobody waits for an answer any more. */
  close(): void {
    this.answered = true;
    this.#cancelHeartbeat();
  }
}
