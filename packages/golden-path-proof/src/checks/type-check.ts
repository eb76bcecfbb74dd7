import fs from 'node:fs/promises';
import path from 'node:path';
import { runProgram } from '../processes/run-program';
import { StampedVariants } from '../stamping/StampedVariants';
import { Findings } from './Findings';

/**
 * Type checks all projects in one run, because the types of the CDK take
 * longer to load than those of a project to check.
 */
export async function typeCheck(stamped: StampedVariants): Promise<Findings> {
  const { directory, nodeModules } = stamped;
  const projects = await stamped.projects();
  const folders = [...projects.values()].map(project =>
    path.basename(project.directory),
  );
  await fs.writeFile(
    path.join(directory, 'tsconfig.json'),
    JSON.stringify({
      extends: `./${folders[0]}/tsconfig.json`,
      compilerOptions: { incremental: false, tsBuildInfoFile: null },
      include: folders.flatMap(folder => [
        `${folder}/infrastructure`,
        `${folder}/src`,
      ]),
    }),
  );
  const { exitCode, output } = await runProgram(
    process.execPath,
    [path.join(nodeModules, 'typescript/bin/tsc'), '--pretty', 'false'],
    directory,
  );
  const lines = output.split('\n');
  const findings: Findings = new Map(
    [...projects.keys()].map((variant, index) => [
      variant.id,
      lines.filter(line => line.startsWith(`${folders[index]}/`)),
    ]),
  );
  if (exitCode !== 0 && [...findings.values()].flat().length === 0) {
    throw new Error(`tsc ended with ${exitCode}:\n${output}`);
  }
  return findings;
}
