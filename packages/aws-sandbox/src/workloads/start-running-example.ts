import { deployRunningExample } from '../running-example';
import type { Sandbox } from '../server';
import { createBootstrapBucket } from '../services/s3/bootstrap-bucket';
import { runShopWorkloads } from './shop/shop-workloads';

/**
 * Loads the running example into a sandbox: creates the shop by SDK calls
 * against the sandbox's own endpoint, sets its consumers going and gives the
 * sandbox the control `surge`. Its accounts are bootstrapped for CDK.
 *
 * @throws the SDK's error of the first call that the sandbox refused
 */
export async function startRunningExample(sandbox: Sandbox): Promise<void> {
  const stack = await deployRunningExample(sandbox.url);
  const { accountId, partnersAccountId, region } = stack;
  for (const id of [accountId, partnersAccountId]) {
    createBootstrapBucket(sandbox.world, { accountId: id, region });
  }
  const { surge } = runShopWorkloads(sandbox.world, stack);
  sandbox.controls.register('surge', surge);
}
