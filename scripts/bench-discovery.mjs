// `yarn bench:discovery`: how many calls a read of a large estate takes.
import { runNode } from './processes.mjs';
import { nodeTransform } from './programs.mjs';

export default function benchDiscovery({ args, toolchain }) {
  return runNode(toolchain, [
    '--require',
    nodeTransform,
    'plugins/event-topology-backend-module-aws/bench/discovery.ts',
    ...args,
  ]);
}
