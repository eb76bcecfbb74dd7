import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { WireResponse } from './wire';

const TYPES = {
  'index.html': 'text/html; charset=utf-8',
  'page.css': 'text/css; charset=utf-8',
  'page.js': 'text/javascript; charset=utf-8',
};

/** A file of the sandbox's own page, from the package's `assets` folder. */
export async function readPageFile(
  name: keyof typeof TYPES,
): Promise<WireResponse> {
  const packageRoot = dirname(
    require.resolve('@ecs-eda/aws-sandbox/package.json'),
  );
  return {
    status: 200,
    headers: {
      'content-type': TYPES[name],
      'cache-control': 'no-cache',
      'content-security-policy':
        "default-src 'none'; img-src data:; script-src 'self'; style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
    },
    body: await readFile(join(packageRoot, 'assets', name)),
  };
}
