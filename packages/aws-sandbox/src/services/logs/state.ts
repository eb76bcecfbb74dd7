import { AwsError, Scope, World } from '../../core';

/** One event of a log; times are milliseconds since the epoch. */
export interface StoredLogEvent {
  /** Counts up within the account and region, and so is an order. */
  sequence: number;
  timestamp: number;
  ingestedAt: number;
  message: string;
}

export interface StoredLogStream {
  name: string;
  arn: string;
  createdAt: number;
  /** Oldest first. */
  events: StoredLogEvent[];
}

export interface StoredLogGroup {
  name: string;
  /** Without the `:*` that some answers put behind it. */
  arn: string;
  createdAt: number;
  retentionInDays?: number;
  kmsKeyId?: string;
  logGroupClass: string;
  tags: Record<string, string>;
  streams: Map<string, StoredLogStream>;
}

/** Log groups by name, resource policies by name. */
export interface LogsState {
  scope: Scope;
  groups: Map<string, StoredLogGroup>;
  resourcePolicies: Map<string, { document: string; updatedAt: number }>;
  sequence: number;
}

export function createLogsState(scope: Scope): LogsState {
  return { scope, groups: new Map(), resourcePolicies: new Map(), sequence: 0 };
}

export function logsState(world: World, scope: Scope): LogsState {
  return world.state<LogsState>('logs', scope);
}

/** A log group without any settings. */
export function newLogGroup(
  scope: Scope,
  name: string,
  now: number,
): StoredLogGroup {
  return {
    name,
    arn: `arn:aws:logs:${scope.region}:${scope.accountId}:log-group:${name}`,
    createdAt: now,
    logGroupClass: 'STANDARD',
    tags: {},
    streams: new Map(),
  };
}

export function notFound(message: string): AwsError {
  return new AwsError('ResourceNotFoundException', message);
}

export function invalidParameter(message: string): AwsError {
  return new AwsError('InvalidParameterException', message);
}

/** The name of a log group that is given by name or ARN. */
export function groupName(reference: string | undefined): string {
  return (reference ?? '')
    .replace(/^arn:.*:log-group:/, '')
    .replace(/:\*$/, '');
}

/** @throws AwsError `ResourceNotFoundException` */
export function findGroup(
  state: LogsState,
  reference: string | undefined,
): StoredLogGroup {
  const found = state.groups.get(groupName(reference));
  if (!found) {
    throw notFound('The specified log group does not exist.');
  }
  return found;
}

/** @throws AwsError `ResourceNotFoundException` */
export function findStream(
  group: StoredLogGroup,
  name: string | undefined,
): StoredLogStream {
  const found = group.streams.get(name ?? '');
  if (!found) {
    throw notFound('The specified log stream does not exist.');
  }
  return found;
}
