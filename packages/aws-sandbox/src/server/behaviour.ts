/** How the sandbox misbehaves, so that tests and demonstrations can show slow, forbidden and throttled accounts. */
export interface Behaviour {
  /** Added to every call to AWS. */
  latencyMilliseconds?: number;
  /** Calls that are refused with the service's access-denied error. */
  denied?: DeniedAction[];
  /** Rates above which calls are refused with the service's throttling error. */
  quotas?: Quota[];
}

/** Absent `accountId` or `region` means all of them. */
export interface DeniedAction {
  /** As IAM spells it, wildcards allowed: `sqs:ListQueues`, `sqs:*`. */
  action: string;
  accountId?: string;
  region?: string;
}

/**
 * A token bucket for each account and region. All actions that match the
 * pattern draw from the same bucket.
 */
export interface Quota {
  /** As IAM spells it, wildcards allowed. */
  action: string;
  accountId?: string;
  /** How many tokens come back a second. */
  perSecond: number;
  /** How many tokens the bucket holds. */
  burst: number;
}

/**
 * Reads a behaviour that came from outside.
 *
 * @throws Error that names the wrong key
 */
export function parseBehaviour(value: unknown): Behaviour {
  const behaviour = record(value, 'behaviour');
  refuseUnknownKeys(behaviour, 'behaviour', [
    'latencyMilliseconds',
    'denied',
    'quotas',
  ]);
  return {
    latencyMilliseconds: optional(behaviour.latencyMilliseconds, latency =>
      number(latency, 'latencyMilliseconds', 0),
    ),
    denied: optional(behaviour.denied, denied =>
      list(denied, 'denied').map((item, index) =>
        parseDenied(item, `denied[${index}]`),
      ),
    ),
    quotas: optional(behaviour.quotas, quotas =>
      list(quotas, 'quotas').map((item, index) =>
        parseQuota(item, `quotas[${index}]`),
      ),
    ),
  };
}

function parseDenied(value: unknown, key: string): DeniedAction {
  const denied = record(value, key);
  refuseUnknownKeys(denied, key, ['action', 'accountId', 'region']);
  return {
    action: action(denied.action, `${key}.action`),
    accountId: optional(denied.accountId, id => text(id, `${key}.accountId`)),
    region: optional(denied.region, region => text(region, `${key}.region`)),
  };
}

function parseQuota(value: unknown, key: string): Quota {
  const quota = record(value, key);
  refuseUnknownKeys(quota, key, ['action', 'accountId', 'perSecond', 'burst']);
  return {
    action: action(quota.action, `${key}.action`),
    accountId: optional(quota.accountId, id => text(id, `${key}.accountId`)),
    perSecond: number(quota.perSecond, `${key}.perSecond`, 0),
    burst: number(quota.burst, `${key}.burst`, 1),
  };
}

function record(value: unknown, key: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error(`${key} must be an object`);
  }
  return value as Record<string, unknown>;
}

function list(value: unknown, key: string): unknown[] {
  if (!Array.isArray(value)) {
    throw new Error(`${key} must be a list`);
  }
  return value;
}

function text(value: unknown, key: string): string {
  if (typeof value !== 'string' || value === '') {
    throw new Error(`${key} must be a text that is not empty`);
  }
  return value;
}

function action(value: unknown, key: string): string {
  const pattern = text(value, key);
  if (pattern !== '*' && !pattern.includes(':')) {
    throw new Error(
      `${key} must be written as IAM writes it, such as sqs:ListQueues or sqs:*`,
    );
  }
  return pattern;
}

function number(value: unknown, key: string, minimum: number): number {
  if (typeof value !== 'number' || !Number.isFinite(value) || value < minimum) {
    throw new Error(`${key} must be a number of at least ${minimum}`);
  }
  return value;
}

function optional<T>(
  value: unknown,
  parse: (present: unknown) => T,
): T | undefined {
  return value === undefined || value === null ? undefined : parse(value);
}

function refuseUnknownKeys(
  value: Record<string, unknown>,
  key: string,
  known: string[],
): void {
  const unknown = Object.keys(value).find(name => !known.includes(name));
  if (unknown !== undefined) {
    throw new Error(
      `${key} has no key '${unknown}'; it knows ${known.join(', ')}`,
    );
  }
}
