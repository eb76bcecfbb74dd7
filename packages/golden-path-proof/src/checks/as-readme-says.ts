import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { JsonObject } from '@backstage/types';
import { ProgramResult, runProgram } from '../processes/run-program';
import { StampedVariants } from '../stamping/StampedVariants';
import { Variant } from '../variants/read-variants';

/** The metadata that the CDK's program adds for its own use is left out. */
const AS_README_SAYS = [
  'npm ci --prefer-offline',
  'npm test',
  'npx cdk synth --quiet --no-path-metadata --no-asset-metadata --no-version-reporting',
];

/**
 * Does with a project what its README says, in a folder of its own.
 *
 * @returns how that ended, and the template of the stack if there is one
 */
export async function useAsReadmeSays(
  stamped: StampedVariants,
  variant: Variant,
): Promise<ProgramResult & { template?: JsonObject }> {
  const directory = await fs.mkdtemp(path.join(os.tmpdir(), 'golden-path-'));
  try {
    const project = await stamped.project(variant);
    await fs.cp(project.directory, directory, { recursive: true });
    const ended = await runProgram(
      'sh',
      ['-c', AS_README_SAYS.join(' && ')],
      directory,
    );
    const template = await fs
      .readFile(
        path.join(directory, `cdk.out/${variant.serviceName}.template.json`),
        'utf8',
      )
      .then(JSON.parse, () => undefined);
    return { ...ended, template };
  } finally {
    await fs.rm(directory, { recursive: true });
  }
}
