import { World } from '../../core';

const unhealthy = new WeakMap<World, Set<string>>();

/**
 * Says how a Route 53 health check stands. The sandbox has no Route 53: a health
 * check is known by its ARN alone, and healthy until somebody says otherwise.
 */
export function setHealthCheckStatus(
  world: World,
  healthCheckArn: string,
  status: 'Healthy' | 'Unhealthy',
): void {
  const failing = unhealthy.get(world) ?? new Set();
  unhealthy.set(world, failing);
  if (status === 'Unhealthy') {
    failing.add(healthCheckArn);
  } else {
    failing.delete(healthCheckArn);
  }
}

/** Whether a Route 53 health check is healthy. */
export function isHealthy(world: World, healthCheckArn: string): boolean {
  return !unhealthy.get(world)?.has(healthCheckArn);
}
