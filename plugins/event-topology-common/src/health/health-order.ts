import { HealthStatus } from './types';

/** From what must be seen first to what matters least. @public */
export const HEALTH_ORDER = [
  'critical',
  'warning',
  'unknown',
  'healthy',
  'idle',
] as const satisfies readonly HealthStatus[];

/**
 * The status that comes first in `HEALTH_ORDER`, for a group of nodes. Nothing
 * is `idle`.
 *
 * @public
 */
export function worstHealth(statuses: Iterable<HealthStatus>): HealthStatus {
  const present = new Set(statuses);
  return HEALTH_ORDER.find(status => present.has(status)) ?? 'idle';
}
