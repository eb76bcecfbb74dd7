import { HistoryEvent, HistoryEventType } from '@aws-sdk/client-sfn';
import { Clock } from '../../../core';
import { StateError } from '../interpreter/StateError';

/** An execution with more events than this fails. */
const MAXIMUM_EVENTS = 25_000;

/** The `…EventDetails` members of an event. */
export type EventDetails = Omit<
  HistoryEvent,
  'id' | 'previousEventId' | 'timestamp' | 'type'
>;

/** What happened in an execution, oldest first. */
export class History {
  readonly events: HistoryEvent[] = [];
  readonly #clock: Clock;
  #closed = false;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Nothing follows the end of an execution. */
  close(): void {
    this.#closed = true;
  }

  /** @returns the id of the new event */
  add(
    type: HistoryEventType,
    previousEventId: number,
    details?: EventDetails,
  ): number {
    if (this.#closed) {
      return previousEventId;
    }
    const id = this.events.length + 1;
    this.events.push({
      id,
      previousEventId,
      timestamp: new Date(this.#clock.now()),
      type,
      ...details,
    });
    return id;
  }
}

/** Events that follow from one another: branches and iterations have their own. */
export class HistoryThread {
  readonly #history: History;
  #last: number;

  constructor(history: History, last = 0) {
    this.#history = history;
    this.#last = last;
  }

  /** @throws StateError when the history is full: a loop without end stops here */
  add(type: HistoryEventType, details?: EventDetails): void {
    if (this.#history.events.length >= MAXIMUM_EVENTS) {
      throw new StateError(
        'States.Runtime',
        `The execution reached the maximum number of history events (${MAXIMUM_EVENTS}).`,
      );
    }
    this.#last = this.#history.add(type, this.#last, details);
  }

  fork(): HistoryThread {
    return new HistoryThread(this.#history, this.#last);
  }
}
