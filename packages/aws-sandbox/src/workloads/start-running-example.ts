import { deployRunningExample } from '../running-example';
import type { Sandbox } from '../server';
import { runShopWorkloads } from './shop/shop-workloads';

/**
 * Loads the running example into a sandbox: creates the shop by SDK calls
 * against the sandbox's own endpoint, sets its consumers going and gives the
 * sandbox the control `surge`.
 *
 * @throws the SDK's error of the first call that the sandbox refused
 */
export async function startRunningExample(sandbox: Sandbox): Promise<void> {
  const stack = await deployRunningExample(sandbox.url);
  const { surge } = runShopWorkloads(sandbox.world, stack);
  sandbox.controls.register('surge', surge);
}
