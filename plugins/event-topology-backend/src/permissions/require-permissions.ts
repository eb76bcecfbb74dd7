import {
  BackstageCredentials,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  BasicPermission,
} from '@backstage/plugin-permission-common';
import { Request } from 'express';

/**
 * The caller's credentials, if the caller has all the permissions.
 *
 * @throws NotAllowedError naming the permission that is missing
 */
export async function requirePermissions(
  request: Request,
  required: BasicPermission[],
  services: { httpAuth: HttpAuthService; permissions: PermissionsService },
): Promise<BackstageCredentials> {
  const credentials = await services.httpAuth.credentials(request, {
    allow: ['user', 'service'],
  });
  const decisions = await services.permissions.authorize(
    required.map(permission => ({ permission })),
    { credentials },
  );
  const missing = required.filter(
    (_, index) => decisions[index]?.result !== AuthorizeResult.ALLOW,
  );
  if (missing.length > 0) {
    const names = missing.map(({ name }) => name).join(', ');
    throw new NotAllowedError(`This needs the permission ${names}`);
  }
  return credentials;
}
