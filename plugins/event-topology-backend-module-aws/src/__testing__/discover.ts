import {
  DiscoveryOptions,
  DiscoveryResult,
} from '@ecs-eda/plugin-event-topology-node';
import { AwsCalls, AwsCallsOptions } from '../calls/aws-calls';
import { BUDGETED_SERVICES } from '../calls/budget';
import { AwsAccountConfig } from '../config/aws-config';
import { AwsTopologySource } from '../discovery/aws-topology-source';
import { accountCredentials } from './account-credentials';
import { silentLogger } from './silent-logger';

/** The account and region that tests read unless they say otherwise. */
export const TEST_ACCOUNTS: AwsAccountConfig[] = [
  { accountId: '123456789012', regions: ['eu-central-1'] },
];

/** Budgets that hold nothing back. */
export const NO_BUDGETS = Object.fromEntries(
  BUDGETED_SERVICES.map(service => [
    service,
    { perSecond: 100_000, burst: 100_000, concurrency: 16 },
  ]),
);

/** Calls to a sandbox that budgets do not slow down. */
export function testCalls(
  endpoint: string,
  options: Partial<AwsCallsOptions> = {},
): AwsCalls {
  return new AwsCalls({
    credentials: accountCredentials,
    endpoint,
    budgets: NO_BUDGETS,
    ...options,
  });
}

/** One read of a sandbox. */
export async function discover(
  calls: AwsCalls,
  options: Partial<DiscoveryOptions> & { accounts?: AwsAccountConfig[] } = {},
): Promise<DiscoveryResult> {
  const { accounts = TEST_ACCOUNTS, ...rest } = options;
  return new AwsTopologySource({ calls, accounts }).discover({
    signal: new AbortController().signal,
    logger: silentLogger,
    ...rest,
  });
}
