/** An abort always looks the same to the caller, whatever reason was given. */
export function abortError(cause: unknown): Error {
  const error = new Error('Reading AWS was called off', { cause });
  error.name = 'AbortError';
  return error;
}

/**
 * Calls off the calls of one scope. One listener on the read's signal serves
 * them all: a signal searches its listeners at each new one, which thousands
 * of calls would feel.
 */
export class AbortGate {
  readonly #controller = new AbortController();
  readonly #waiting = new Set<(error: Error) => void>();

  constructor(signal: AbortSignal) {
    const abort = () => {
      this.#controller.abort(signal.reason);
      for (const reject of this.#waiting) {
        reject(abortError(signal.reason));
      }
      this.#waiting.clear();
    };
    if (signal.aborted) {
      abort();
    } else {
      signal.addEventListener('abort', abort, { once: true });
    }
  }

  /** For what takes a signal itself. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /**
   * The promise, or an AbortError as soon as the read is called off. The SDK's
   * own pause before a retry would not end on a signal.
   */
  orAbort<T>(promise: Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#waiting.add(reject);
      promise.then(resolve, reject).finally(() => this.#waiting.delete(reject));
    });
  }
}
