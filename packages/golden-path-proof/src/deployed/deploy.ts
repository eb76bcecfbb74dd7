import { startSandbox } from '@ecs-eda/aws-sandbox';
import { DiscoveryResult } from '@ecs-eda/plugin-event-topology-node';
import { StampedVariants } from '../stamping/StampedVariants';
import { Variant } from '../variants/read-variants';
import { Discovery } from './Discovery';
import { SandboxAccount } from './SandboxAccount';
import { createGiven } from './create-given';
import { createStack, deleteStack } from './stacks';

/**
 * Deploys a variant to a sandbox of its own and deletes it.
 *
 * @returns what the portal sees before, while and after its stack is there
 */
export async function deploy(
  stamped: StampedVariants,
  variant: Variant,
): Promise<Record<'before' | 'deployed' | 'deleted', DiscoveryResult>> {
  const stack = await stamped.stack(variant);
  const sandbox = await startSandbox({ port: 0 });
  const account = new SandboxAccount(sandbox.url);
  const discovery = await Discovery.start(account);
  try {
    await createGiven(account, variant.given);
    const before = await discovery.read();
    await createStack(account, stack);
    const deployed = await discovery.read();
    await deleteStack(account, stack.stackName);
    return { before, deployed, deleted: await discovery.read() };
  } finally {
    await discovery.stop();
    account.close();
    await sandbox.close();
  }
}
