import { randomUUID } from 'node:crypto';
import { Scope } from '../../../core';

/** An event as EventBridge hands it out. */
export interface EventEnvelope {
  version: '0';
  id: string;
  'detail-type': string;
  source: string;
  account: string;
  /** ISO 8601 in UTC, to the second. */
  time: string;
  region: string;
  resources: string[];
  detail: unknown;
  /** Set on events that come out of an archive. */
  'replay-name'?: string;
}

/** Puts an event together. */
export function eventEnvelope(
  scope: Scope,
  event: {
    source: string;
    detailType: string;
    detail: unknown;
    /** Milliseconds since the epoch. */
    time: number;
    resources?: string[];
  },
): EventEnvelope {
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': event.detailType,
    source: event.source,
    account: scope.accountId,
    time: new Date(event.time).toISOString().replace(/\.\d{3}Z$/, 'Z'),
    region: scope.region,
    resources: event.resources ?? [],
    detail: event.detail,
  };
}
