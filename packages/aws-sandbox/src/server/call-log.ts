import { ServiceId } from '../core';

/** One call to AWS, as the sandbox saw it. */
export interface Call {
  /** Milliseconds since the epoch, of the machine's clock. */
  at: number;
  accountId: string;
  region: string;
  service: ServiceId;
  /** The operation's name in the SDK: `ListQueues`. */
  operation: string;
  /** As IAM spells it: `sqs:ListQueues`, `apigateway:GET`. */
  action: string;
  /** HTTP status; absent while the call runs. */
  status?: number;
  /** The error's name, when the call failed. */
  error?: string;
  milliseconds?: number;
}

/** Narrows a count down; what is absent doesn't narrow. */
export interface CallFilter {
  accountId?: string;
  region?: string;
  /** As IAM spells it, or `service:Operation`. */
  action?: string;
}

/** What was called, for tests that count and for the sandbox's page. */
export interface CallLog {
  /** Calls received, refused ones included. */
  total(filter?: CallFilter): number;
  /** Counts by action, as IAM spells it. */
  byAction(): Record<string, number>;
  /** Counts by `service:Operation`; it differs from `byAction` where IAM has one action for several operations. */
  byOperation(): Record<string, number>;
  /** Calls refused because a quota was used up. */
  throttled(): number;
  /** The latest calls, newest first. */
  recent(): Call[];
  reset(): void;
}

const RECENT_CALLS = 200;

/** Counts all calls and keeps the latest. */
export class RecordingCallLog implements CallLog {
  #counts = new Map<string, { call: Call; count: number }>();
  #throttled = 0;
  #recent: Call[] = [];

  /** Takes a call down as it begins; the caller fills in how it ended. */
  record(call: Call): void {
    const key = [call.accountId, call.region, call.action, call.operation].join(
      '|',
    );
    const counted = this.#counts.get(key);
    if (counted) {
      counted.count += 1;
    } else {
      this.#counts.set(key, { call, count: 1 });
    }
    this.#recent.push(call);
    if (this.#recent.length > RECENT_CALLS) {
      this.#recent.shift();
    }
  }

  recordThrottled(): void {
    this.#throttled += 1;
  }

  total(filter: CallFilter = {}): number {
    let total = 0;
    for (const { call, count } of this.#counts.values()) {
      if (
        (filter.accountId ?? call.accountId) === call.accountId &&
        (filter.region ?? call.region) === call.region &&
        (filter.action === undefined ||
          filter.action === call.action ||
          filter.action === operationKey(call))
      ) {
        total += count;
      }
    }
    return total;
  }

  byAction(): Record<string, number> {
    return this.#sumBy(call => call.action);
  }

  byOperation(): Record<string, number> {
    return this.#sumBy(operationKey);
  }

  throttled(): number {
    return this.#throttled;
  }

  recent(): Call[] {
    return [...this.#recent].reverse();
  }

  reset(): void {
    this.#counts = new Map();
    this.#throttled = 0;
    this.#recent = [];
  }

  #sumBy(keyOf: (call: Call) => string): Record<string, number> {
    const sums = new Map<string, number>();
    for (const { call, count } of this.#counts.values()) {
      sums.set(keyOf(call), (sums.get(keyOf(call)) ?? 0) + count);
    }
    return Object.fromEntries([...sums].sort(([a], [b]) => a.localeCompare(b)));
  }
}

function operationKey(call: Call): string {
  return `${call.service}:${call.operation}`;
}
