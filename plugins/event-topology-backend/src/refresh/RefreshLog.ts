import { JsonObject } from '@backstage/types';

/** What the replicas tell each other of a read: the details of its lease. */
export interface RefreshLog {
  /** ISO 8601, UTC. */
  startedAt?: string;
  done?: number;
  total?: number;
  /** ISO 8601, UTC: when the last read ended, well or not. */
  lastFinishedAt?: string;
  /** ISO 8601, UTC: when the last read ended well. */
  lastSucceededAt?: string;
  lastError?: string;
}

export function refreshLogToJson(log: RefreshLog): JsonObject {
  return { ...log };
}

function text(value: JsonObject[string]): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function count(value: JsonObject[string]): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

export function refreshLogFromJson(json: JsonObject): RefreshLog {
  return {
    startedAt: text(json.startedAt),
    done: count(json.done),
    total: count(json.total),
    lastFinishedAt: text(json.lastFinishedAt),
    lastSucceededAt: text(json.lastSucceededAt),
    lastError: text(json.lastError),
  };
}
