import { Scope, World } from '../../core';
import { s3State } from './state';

/**
 * Makes the bucket that `cdk bootstrap` makes for the assets of an account and
 * region, so that large templates and assets have somewhere to go.
 */
export function createBootstrapBucket(world: World, scope: Scope): void {
  const name = `cdk-hnb659fds-assets-${scope.accountId}-${scope.region}`;
  const { buckets } = s3State(world, scope);
  if (!buckets.has(name)) {
    buckets.set(name, {
      name,
      region: scope.region,
      createdAt: world.clock.now(),
      objects: new Map(),
      hasEventBridge: false,
      tags: {},
    });
  }
}
