import { randomUUID } from 'node:crypto';
import { Scope } from './scope';
import { RequestContext } from './service';
import { World } from './world';

/**
 * The context of a call that one service of the sandbox makes to another, as
 * AWS's own services do.
 *
 * @param servicePrincipal - who calls, such as `application-autoscaling.amazonaws.com`
 */
export function internalContext(
  world: World,
  scope: Scope,
  servicePrincipal: string,
): RequestContext {
  return {
    world,
    accountId: scope.accountId,
    region: scope.region,
    requestId: randomUUID(),
    principalArn: `arn:aws:iam::${scope.accountId}:assumed-role/${servicePrincipal}`,
    signal: new AbortController().signal,
  };
}
