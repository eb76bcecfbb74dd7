import { Fifo } from './Fifo';
import { ReadyOrder } from './ReadyOrder';
import { StoredMessage } from './StoredMessage';

interface Group {
  id: string;
  /** In the order sent; those in flight keep their place. */
  messages: Fifo<StoredMessage>;
  inFlight: number;
  /** Whether the group stands in the line of groups to serve. */
  queued: boolean;
}

/**
 * FIFO queues: within a message group strictly the order sent, and nothing
 * more of a group while one of its messages is in flight.
 */
export class GroupOrder implements ReadyOrder {
  readonly #groups = new Map<string, Group>();
  readonly #line = new Fifo<Group>();

  enter(message: StoredMessage): void {
    this.#groupOf(message).messages.push(message);
  }

  makeReady(message: StoredMessage, wasInFlight: boolean): void {
    const group = this.#groupOf(message);
    if (wasInFlight) {
      group.inFlight -= 1;
    }
    this.#lineUp(group);
  }

  take(max: number): StoredMessage[] {
    const taken: StoredMessage[] = [];
    while (taken.length < max) {
      const group = this.#line.shift();
      if (!group) {
        break;
      }
      group.queued = false;
      if (group.inFlight > 0) {
        continue;
      }
      this.#dropGone(group);
      for (let offset = 0; taken.length < max; offset += 1) {
        const message = group.messages.at(offset);
        if (!message || message.stage === 'delayed') {
          break;
        }
        if (message.stage === 'visible') {
          group.inFlight += 1;
          taken.push(message);
        }
      }
    }
    return taken;
  }

  leave(message: StoredMessage, wasInFlight: boolean): void {
    const group = this.#groupOf(message);
    if (wasInFlight) {
      group.inFlight -= 1;
    }
    this.#dropGone(group);
    if (group.messages.size === 0) {
      this.#groups.delete(group.id);
    } else {
      this.#lineUp(group);
    }
  }

  clear(): void {
    this.#groups.clear();
    this.#line.clear();
  }

  #groupOf(message: StoredMessage): Group {
    const id = message.groupId ?? '';
    let group = this.#groups.get(id);
    if (!group) {
      group = { id, messages: new Fifo(), inFlight: 0, queued: false };
      this.#groups.set(id, group);
    }
    return group;
  }

  #lineUp(group: Group): void {
    this.#dropGone(group);
    if (
      !group.queued &&
      group.inFlight === 0 &&
      group.messages.peek()?.stage === 'visible'
    ) {
      group.queued = true;
      this.#line.push(group);
    }
  }

  #dropGone(group: Group): void {
    while (group.messages.peek()?.stage === 'gone') {
      group.messages.shift();
    }
  }
}
