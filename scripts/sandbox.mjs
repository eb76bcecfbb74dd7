// `npm run sandbox`: the AWS sandbox alone.
import { runNode } from './processes.mjs';
import { sandboxBin } from './programs.mjs';

export default function sandbox({ args, toolchain }) {
  return runNode(toolchain, [sandboxBin, ...args]);
}
