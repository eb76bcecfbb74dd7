import {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import {
  AuthorizeResult,
  BasicPermission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { eventTopologyReadPermission } from '@ecs-eda/plugin-event-topology-common';

/** Somebody who may read the map, and how much of it. */
export interface Caller {
  credentials: BackstageCredentials;
  /** What is decided about nodes: allowed, or on conditions; never denied. */
  nodes: PolicyDecision;
  /** What the catalog's policy decides about entities. */
  entities: PolicyDecision;
}

/**
 * Finds out what a caller may do. Everything that the plugin hands out passes
 * here first, by whichever way it is asked.
 *
 * @param required - permissions beyond that to read
 * @throws NotAllowedError naming the permissions that are missing
 */
export async function authorizeCaller(
  credentials: BackstageCredentials,
  required: BasicPermission[],
  permissions: PermissionsService,
): Promise<Caller> {
  const [[nodes, entities], basic] = await Promise.all([
    permissions.authorizeConditional(
      [
        { permission: eventTopologyReadPermission },
        { permission: catalogEntityReadPermission },
      ],
      { credentials },
    ),
    required.length === 0
      ? []
      : permissions.authorize(
          required.map(permission => ({ permission })),
          { credentials },
        ),
  ]);
  const missing = [
    ...(nodes.result === AuthorizeResult.DENY
      ? [eventTopologyReadPermission]
      : []),
    ...required.filter(
      (_, index) => basic[index]?.result !== AuthorizeResult.ALLOW,
    ),
  ];
  if (missing.length > 0) {
    const names = missing.map(({ name }) => name).join(', ');
    throw new NotAllowedError(`This needs the permission ${names}`);
  }
  return { credentials, nodes, entities };
}
