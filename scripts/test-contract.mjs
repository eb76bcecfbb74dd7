// `npm run test:contract`: the AWS contract suite alone, against the sandbox
// or against the endpoint that AWS_ENDPOINT_URL names.
import { runNode } from './processes.mjs';
import { backstageCli } from './programs.mjs';

export default function testContract({ args, toolchain }) {
  return runNode(
    toolchain,
    [
      backstageCli,
      'repo',
      'test',
      '--runInBand',
      'packages/aws-sandbox/src/contract',
      ...args,
    ],
    { env: { CI: '1' } },
  );
}
