import { createHash } from 'node:crypto';
import {
  GetResourceConfigurationResponse,
  GetResourceGatewayResponse,
} from '@aws-sdk/client-vpc-lattice';
import { AwsError, Scope, World } from '../../core';

export type StoredResourceGateway = GetResourceGatewayResponse & {
  id: string;
  arn: string;
  name: string;
};

export type StoredResourceConfiguration = GetResourceConfigurationResponse & {
  id: string;
  arn: string;
  name: string;
};

/** Resources by their id, tags by the resource's ARN. */
export interface LatticeState {
  gateways: Map<string, StoredResourceGateway>;
  configurations: Map<string, StoredResourceConfiguration>;
  tags: Map<string, Record<string, string>>;
}

export function createLatticeState(): LatticeState {
  return { gateways: new Map(), configurations: new Map(), tags: new Map() };
}

export function latticeState(world: World, scope: Scope): LatticeState {
  return world.state<LatticeState>('vpc-lattice', scope);
}

/** An id such as `rcfg-0123456789abcdef0`: the same for the same name. */
export function latticeId(
  prefix: 'rgw' | 'rcfg',
  scope: Scope,
  name: string,
): string {
  const digest = createHash('sha256')
    .update([prefix, scope.accountId, scope.region, name].join('/'))
    .digest('hex');
  return `${prefix}-${digest.slice(0, 17)}`;
}

/**
 * Finds a resource by what the API calls an identifier: its id or its ARN.
 *
 * @throws AwsError `ResourceNotFoundException`
 */
export function byIdentifier<T extends { id: string; arn: string }>(
  resources: Map<string, T>,
  identifier: string | undefined,
  resourceType: string,
): T {
  const found =
    resources.get(identifier ?? '') ??
    [...resources.values()].find(resource => resource.arn === identifier);
  if (!found) {
    throw new AwsError(
      'ResourceNotFoundException',
      `${resourceType} ${identifier} not found`,
      404,
      { resourceId: identifier, resourceType },
    );
  }
  return found;
}

/** @throws AwsError `ConflictException` when the name is taken */
export function refuseTakenName(
  resources: Map<string, { id: string; name: string }>,
  name: string,
  resourceType: string,
): void {
  const taken = [...resources.values()].find(
    resource => resource.name === name,
  );
  if (taken) {
    throw new AwsError(
      'ConflictException',
      `A ${resourceType} named ${name} already exists`,
      409,
      { resourceId: taken.id, resourceType },
    );
  }
}
