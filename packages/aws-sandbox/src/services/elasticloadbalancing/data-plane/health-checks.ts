import { TargetDescription } from '@aws-sdk/client-elastic-load-balancing-v2';
import { localPortOf } from '../../../containers/container-addresses';
import { Scope, World } from '../../../core';
import { LoadBalancingState, StoredTargetGroup } from '../state';
import { callProcess } from './call-process';
import { countHosts } from './metrics';
import {
  afterCheck,
  matchesCode,
  targetKey,
  uncheckedTarget,
} from './target-health';

const TICK_MILLISECONDS = 1_000;

/** Checks the targets behind which processes run, each when it is due. Modelled targets are healthy and never asked. */
export function startHealthChecks(world: World): void {
  world.clock.every(TICK_MILLISECONDS, () => {
    for (const { scope, state } of world.states<LoadBalancingState>(
      'elasticloadbalancing',
    )) {
      for (const group of state.targetGroups.values()) {
        checkGroup(world, scope, group);
        countHosts(world, scope, state, group);
      }
    }
  });
}

function checkGroup(
  world: World,
  scope: Scope,
  group: StoredTargetGroup,
): void {
  const { health, targets } = group;
  const now = world.clock.now();
  const keys = new Set(targets.map(targetKey));
  for (const key of [...health.keys()].filter(known => !keys.has(known))) {
    health.delete(key);
  }
  for (const target of targets) {
    const key = targetKey(target);
    if (!health.has(key) && hasProcess(world, scope, target)) {
      health.set(key, uncheckedTarget(now));
    }
    const record = health.get(key);
    if (record && group.HealthCheckEnabled !== false && record.dueAt <= now) {
      // Not due again while this check is under way.
      record.dueAt = Infinity;
      void checkTarget(world, scope, group, target).then(fault => {
        if (health.get(key) === record) {
          health.set(key, afterCheck(record, group, fault, world.clock.now()));
        }
      });
    }
  }
}

/** Whether a process stands behind a target, and not a model. */
export function hasProcess(
  world: World,
  scope: Scope,
  { Id = '', Port = 0 }: TargetDescription,
): boolean {
  return localPortOf(world, scope, Id, Port) !== undefined;
}

/** @returns why the target is not well; undefined when it is */
async function checkTarget(
  world: World,
  scope: Scope,
  group: StoredTargetGroup,
  target: TargetDescription,
): Promise<string | undefined> {
  const asked = Number(group.HealthCheckPort);
  const port = localPortOf(
    world,
    scope,
    target.Id ?? '',
    Number.isNaN(asked) ? target.Port ?? 0 : asked,
  );
  if (port === undefined) {
    return 'Connection to target failed: nothing runs there';
  }
  try {
    const { status } = await callProcess({
      isHttps: group.HealthCheckProtocol === 'HTTPS',
      port,
      method: 'GET',
      path: group.HealthCheckPath ?? '/',
      headers: {
        host: `${target.Id}:${target.Port}`,
        'user-agent': 'ELB-HealthChecker/2.0',
      },
      timeoutMilliseconds: (group.HealthCheckTimeoutSeconds ?? 5) * 1_000,
    });
    return matchesCode(group.Matcher?.HttpCode ?? '200', status)
      ? undefined
      : `Health checks failed with these codes: [${status}]`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
