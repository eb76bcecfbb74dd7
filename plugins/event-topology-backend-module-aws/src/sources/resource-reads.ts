import { ScopeError } from '@ecs-eda/plugin-event-topology-common';
import pLimit, { Limit } from 'p-limit';
import { AwsCallError } from '../calls/aws-call-error';
import { isAbort } from '../calls/classify-error';

/** After so many refusals of a kind, and no success, the rest is not tried. */
const REFUSALS_BEFORE_GIVING_UP = 3;
const NAMES_SHOWN = 5;

/** How reads of one kind went so far. */
interface Outcome {
  worked: number;
  refused: number;
  refusal?: AwsCallError;
}

/**
 * Reads the resources of one scope side by side and keeps account of what
 * could not be read.
 *
 * A resource that was deleted in between is no fault. When a kind of read is
 * denied again and again and never works, the remaining ones are not tried: a
 * thousand calls that AWS refuses help nobody.
 */
export class ResourceReads {
  readonly #faults = new Map<
    string,
    { error: AwsCallError; names: string[] }
  >();
  readonly #outcomes = new Map<string, Outcome>();
  readonly #limit: Limit;
  #pending: Promise<void>[] = [];
  #abort: unknown;

  /** @param concurrency - how many are read at once */
  constructor(concurrency: number) {
    this.#limit = pLimit(concurrency);
  }

  /**
   * Starts reading one resource, or queues it. The read must not wait for
   * another one that was added.
   *
   * @param kind - what is read: resources of a kind fail or work alike
   * @param name - the resource, for the report
   */
  add(kind: string, name: string, read: () => Promise<void>): void {
    this.#pending.push(this.#limit(() => this.#run(kind, name, read)));
  }

  /** Reads a part of the scope now; when it fails, the scope is partial. */
  async attempt(name: string, read: () => Promise<void>): Promise<void> {
    await this.#run(name, name, read);
    this.#throwIfAborted();
  }

  /** Waits for all that was added, also by reads that were added before. */
  async done(): Promise<void> {
    while (this.#pending.length > 0) {
      const pending = this.#pending;
      this.#pending = [];
      await Promise.all(pending);
    }
    this.#throwIfAborted();
  }

  /** Reports what the source itself found that it could not read. */
  fault(name: string, error: AwsCallError): void {
    this.#note(name, name, error);
  }

  /** What could not be read, one entry for each cause. */
  errors(): ScopeError[] {
    return [...this.#faults.values()].map(({ error, names }) => {
      const shown = names.slice(0, NAMES_SHOWN).join(', ');
      const more =
        names.length > NAMES_SHOWN
          ? ` and ${names.length - NAMES_SHOWN} more`
          : '';
      const scopeError = error.toScopeError();
      return {
        ...scopeError,
        message: `Not read: ${shown}${more}. ${scopeError.message}`,
      };
    });
  }

  /** Never rejects: nobody waits for it until `done`. */
  async #run(
    kind: string,
    name: string,
    read: () => Promise<void>,
  ): Promise<void> {
    if (this.#abort) {
      return;
    }
    const outcome = this.#outcome(kind);
    if (
      outcome.refusal &&
      outcome.worked === 0 &&
      outcome.refused >= REFUSALS_BEFORE_GIVING_UP
    ) {
      this.#note(kind, name, outcome.refusal);
      return;
    }
    try {
      await read();
      outcome.worked += 1;
    } catch (error) {
      if (isAbort(error)) {
        this.#abort = error;
        return;
      }
      const fault = asCallError(error);
      if (fault.kind === 'not-found') {
        return;
      }
      if (fault.kind === 'denied') {
        outcome.refused += 1;
        outcome.refusal = fault;
      }
      this.#note(kind, name, fault);
    }
  }

  #note(kind: string, name: string, error: AwsCallError): void {
    const key = `${kind}|${error.code}|${error.operation}`;
    const fault = this.#faults.get(key);
    if (fault) {
      fault.names.push(name);
    } else {
      this.#faults.set(key, { error, names: [name] });
    }
  }

  #outcome(kind: string): Outcome {
    let outcome = this.#outcomes.get(kind);
    if (!outcome) {
      outcome = { worked: 0, refused: 0 };
      this.#outcomes.set(kind, outcome);
    }
    return outcome;
  }

  #throwIfAborted(): void {
    if (this.#abort) {
      throw this.#abort;
    }
  }
}

/** An answer that a mapper could not make sense of costs its own resource. */
function asCallError(error: unknown): AwsCallError {
  if (error instanceof AwsCallError) {
    return error;
  }
  return new AwsCallError(
    {
      kind: 'unusable-answer',
      code: 'UnexpectedAnswer',
      message: error instanceof Error ? error.message : String(error),
      remedy:
        'The answer was not what AWS documents. If AWS gave it, report it as a fault of the AWS module.',
    },
    { cause: error },
  );
}
