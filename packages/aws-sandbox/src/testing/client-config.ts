import { Sandbox } from '../server';
import { TEST_SCOPE } from './TestWorld';

/** How an unmodified SDK client reaches a sandbox as the account of the tests. */
export function clientConfig(
  sandbox: Sandbox,
  accountId = TEST_SCOPE.accountId,
) {
  return {
    endpoint: sandbox.url,
    region: TEST_SCOPE.region,
    maxAttempts: 1,
    credentials: { accessKeyId: accountId, secretAccessKey: 'any' },
  };
}
