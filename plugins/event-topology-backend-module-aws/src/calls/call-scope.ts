import { ScopeKey } from '@ecs-eda/plugin-event-topology-common';

/** The region that scopes of global services are written with. */
export const GLOBAL_REGION = 'global';

/** One service in one account and region. */
export interface CallScope {
  accountId: string;
  region: string;
  /** The IAM prefix of the service: `sqs`, `events`, … */
  service: string;
}

export function scopeKeyOf(scope: CallScope): ScopeKey {
  return `${scope.accountId}/${scope.region}/${scope.service}`;
}
