import { setTimeout as sleep } from 'node:timers/promises';
import {
  EventBridgeClient,
  PutEventsCommand,
  PutEventsRequestEntry,
} from '@aws-sdk/client-eventbridge';
import type { Happening } from '../handler';
import { HttpError } from './http-service';
import type { Log } from './log';

/** What the publisher needs of EventBridge. */
export type PutsEvents = Pick<EventBridgeClient, 'send'>;

export interface EventPublisherOptions {
  client: PutsEvents;
  busName: string;
  source: string;
  log: Log;
  /** How long before failed entries are sent again; doubled each time. @defaultValue 100 */
  retryMilliseconds?: number;
}

/** EventBridge's limits of one `PutEvents`. */
const ENTRIES_AT_MOST = 10;
const BYTES_AT_MOST = 256 * 1024;

const ATTEMPTS = 5;

/** Failures that are over the next time. */
const PASSING = new Set([
  'InternalFailure',
  'InternalException',
  'ThrottlingException',
]);

/**
 * Publishes events, and knows whether it did: `PutEvents` answers 200 even when
 * entries failed. Those are sent again, and only those.
 */
export class EventPublisher {
  constructor(private readonly options: EventPublisherOptions) {}

  /**
   * Publishes in as few calls as can be. Each event has an id that is made of
   * the key, so that consumers know those that are published again.
   *
   * @param key - names what the events are about
   * @throws HttpError 503 when EventBridge didn't take all of them, though asked
   * several times; 413 for an event that is too large
   */
  async publish(key: string, happenings: Happening[]): Promise<void> {
    const entries = happenings.map((happening, index) =>
      this.entryOf(`${key}/${index}`, happening),
    );
    for (const batch of batches(entries)) {
      await this.put(batch);
    }
  }

  private entryOf(
    id: string,
    { detailType, data }: Happening,
  ): PutEventsRequestEntry {
    const { busName, source } = this.options;
    return {
      EventBusName: busName,
      Source: source,
      DetailType: detailType,
      Detail: JSON.stringify({ id, data }),
    };
  }

  private async put(entries: PutEventsRequestEntry[]): Promise<void> {
    const { client, log, retryMilliseconds = 100 } = this.options;
    let left = entries;
    for (let attempt = 1; ; attempt += 1) {
      const { Entries: results = [] } = await client.send(
        new PutEventsCommand({ Entries: left }),
      );
      const failed = left.flatMap((entry, index) => {
        const { EventId, ErrorCode, ErrorMessage } = results[index] ?? {};
        return EventId ? [] : [{ entry, ErrorCode, ErrorMessage }];
      });
      if (failed.length === 0) {
        return;
      }
      const reasons = failed.map(({ ErrorCode, ErrorMessage }) => ({
        ErrorCode,
        ErrorMessage,
      }));
      const mayPass = failed.every(
        ({ ErrorCode }) => !ErrorCode || PASSING.has(ErrorCode),
      );
      log.warn(
        { failed: failed.length, of: left.length, attempt, reasons },
        'EventBridge did not take all events',
      );
      if (!mayPass || attempt === ATTEMPTS) {
        throw new HttpError(503, 'The events could not be published.', 5);
      }
      left = failed.map(({ entry }) => entry);
      // Not all tasks at the same time.
      await sleep(
        retryMilliseconds * 2 ** (attempt - 1) * (0.5 + Math.random()),
      );
    }
  }
}

/** As few as can be, within what one call takes. */
function batches(entries: PutEventsRequestEntry[]): PutEventsRequestEntry[][] {
  const found: PutEventsRequestEntry[][] = [];
  let bytes = Infinity;
  for (const entry of entries) {
    const size = sizeOf(entry);
    if (size > BYTES_AT_MOST) {
      throw new HttpError(
        413,
        'The event is larger than 256 KB. Publish where its data is.',
      );
    }
    const last = found.at(-1);
    if (
      last &&
      last.length < ENTRIES_AT_MOST &&
      bytes + size <= BYTES_AT_MOST
    ) {
      last.push(entry);
      bytes += size;
    } else {
      found.push([entry]);
      bytes = size;
    }
  }
  return found;
}

/** As EventBridge counts: the texts, in UTF-8. */
function sizeOf({ Source, DetailType, Detail }: PutEventsRequestEntry): number {
  return [Source, DetailType, Detail].reduce(
    (sum, text) => sum + Buffer.byteLength(text ?? ''),
    0,
  );
}
