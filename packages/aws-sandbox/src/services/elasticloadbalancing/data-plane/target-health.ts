import {
  TargetDescription,
  TargetHealth,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { StoredTargetGroup } from '../state';

/** What the checks of one target have found so far. */
export interface TargetHealthRecord {
  state: 'initial' | 'healthy' | 'unhealthy';
  /** Milliseconds since the epoch, when the first check was due. */
  since: number;
  /** When the next check is due. */
  dueAt: number;
  /** Checks one after another that contradict the state. */
  contrary: number;
  /** Why the last check failed. */
  fault?: string;
}

/** A new target is looked at this often until it answers, so that nobody waits for a whole interval. */
const FIRST_INTERVAL_MILLISECONDS = 1_000;

export function targetKey({ Id, Port }: TargetDescription): string {
  return `${Id}:${Port}`;
}

/** A target that has not been checked yet. */
export function uncheckedTarget(now: number): TargetHealthRecord {
  return { state: 'initial', since: now, dueAt: now, contrary: 0 };
}

/**
 * What one more check makes of a target: a new one is healthy with its first
 * answer and unhealthy when it gave none for as long as the threshold takes,
 * any other changes after as many contrary checks as its group says.
 *
 * @param fault - why the check failed; undefined when it passed
 */
export function afterCheck(
  record: TargetHealthRecord,
  group: StoredTargetGroup,
  fault: string | undefined,
  now: number,
): TargetHealthRecord {
  const interval = (group.HealthCheckIntervalSeconds ?? 30) * 1_000;
  const unhealthyThreshold = group.UnhealthyThresholdCount ?? 2;
  const healthyThreshold = group.HealthyThresholdCount ?? 5;
  const become = (state: TargetHealthRecord['state']) => ({
    ...record,
    state,
    fault,
    contrary: 0,
    dueAt: now + interval,
  });
  if (record.state === 'initial') {
    if (fault === undefined) {
      return become('healthy');
    }
    return now - record.since >= unhealthyThreshold * interval
      ? become('unhealthy')
      : { ...record, fault, dueAt: now + FIRST_INTERVAL_MILLISECONDS };
  }
  const isHealthy = record.state === 'healthy';
  if (isHealthy === (fault === undefined)) {
    return become(record.state);
  }
  const contrary = record.contrary + 1;
  if (contrary >= (isHealthy ? unhealthyThreshold : healthyThreshold)) {
    return become(isHealthy ? 'unhealthy' : 'healthy');
  }
  return { ...record, fault, contrary, dueAt: now + interval };
}

/** The health of a target as `DescribeTargetHealth` tells it. */
export function describedHealth(record: TargetHealthRecord): TargetHealth {
  switch (record.state) {
    case 'healthy':
      return { State: 'healthy' };
    case 'unhealthy':
      return {
        State: 'unhealthy',
        Reason: 'Target.FailedHealthChecks',
        Description: record.fault ?? 'Health checks failed',
      };
    default:
      return {
        State: 'initial',
        Reason: 'Elb.InitialHealthChecking',
        Description: 'Initial health checks in progress',
      };
  }
}

/** Whether a status is one that `200`, `200,202` or `200-299` means. */
export function matchesCode(matcher: string, status: number): boolean {
  return matcher.split(',').some(part => {
    const [from, to = from] = part.trim().split('-').map(Number);
    return status >= from && status <= to;
  });
}
