import { ResponseError } from '@backstage/errors';

/** True when the backend refused because a permission is missing. */
export function isForbidden(error: Error): boolean {
  return error instanceof ResponseError && error.statusCode === 403;
}
