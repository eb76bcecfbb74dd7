import {
  DescribeServicesCommandOutput,
  UpdateServiceCommandInput,
} from '@aws-sdk/client-ecs';
import { Scope, World, internalContext } from '../../core';
import { validationException } from './errors';

const PRINCIPAL = 'ecs.application-autoscaling.amazonaws.com';

/** Cluster and service in a resource id; undefined when it has another form. */
export function parseServiceResourceId(
  resourceId: string,
): { cluster: string; service: string } | undefined {
  const match = /^service\/([^/]+)\/([^/]+)$/.exec(resourceId);
  return match ? { cluster: match[1], service: match[2] } : undefined;
}

/**
 * The desired count of an ECS service.
 *
 * @throws AwsError `ValidationException` when there is no such active service
 */
export async function readDesiredCount(
  world: World,
  scope: Scope,
  resourceId: string,
): Promise<number> {
  const parsed = parseServiceResourceId(resourceId);
  if (!parsed) {
    throw validationException(`Unsupported resource ID: ${resourceId}`);
  }
  const { services }: Partial<DescribeServicesCommandOutput> = await callEcs(
    world,
    scope,
    'DescribeServices',
    { cluster: parsed.cluster, services: [parsed.service] },
  );
  const service = services?.[0];
  if (service?.status !== 'ACTIVE') {
    throw validationException(`ECS service doesn't exist: ${resourceId}`);
  }
  return service.desiredCount ?? 0;
}

/** Gives an ECS service a desired count. */
export async function writeDesiredCount(
  world: World,
  scope: Scope,
  resourceId: string,
  desiredCount: number,
): Promise<void> {
  const input: UpdateServiceCommandInput = {
    ...parseServiceResourceId(resourceId),
    service: parseServiceResourceId(resourceId)?.service,
    desiredCount,
  };
  await callEcs(world, scope, 'UpdateService', input);
}

async function callEcs(
  world: World,
  scope: Scope,
  operation: string,
  input: object,
) {
  try {
    return await world
      .service('ecs')
      .operations[operation](input, internalContext(world, scope, PRINCIPAL));
  } catch (error) {
    if (
      error instanceof Error &&
      ['ClusterNotFoundException', 'ServiceNotFoundException'].includes(
        error.name,
      )
    ) {
      throw validationException(`ECS service doesn't exist: ${error.message}`);
    }
    throw error;
  }
}
