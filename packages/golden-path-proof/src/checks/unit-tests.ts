import { createHash } from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { StampedProject } from '@ecs-eda/plugin-scaffolder-backend-module-ecs-eda/testUtils';
import { runProgram } from '../processes/run-program';
import { StampedVariants } from '../stamping/StampedVariants';
import { Variant } from '../variants/read-variants';

/** What came of the tests of a stamped project. */
export interface TestedProject {
  passed: number;
  /** `file › test: reason`, of what failed or could not be run. */
  failures: string[];
  /** The variant whose equal `src` was tested instead of this one's. */
  workerTestedWith?: string;
}

interface JestReport {
  testResults: {
    name: string;
    status: string;
    message: string;
    assertionResults: { status: string; fullName: string }[];
  }[];
}

/** Lies beside the installation that the projects share, from which it loads the CDK. */
const RUNTIME = 'jest-runtime-with-one-cdk.cjs';

/**
 * Runs the tests of all projects in one run of jest. Most variants differ in
 * their infrastructure only: the tests of a `src` that is equal, file by file,
 * run once.
 */
export async function runUnitTests(
  stamped: StampedVariants,
): Promise<Map<string, TestedProject>> {
  const { directory, nodeModules } = stamped;
  const stampedProjects = await stamped.projects();
  const testedBy = firstWithEqualWorker(stampedProjects);
  const runtime = path.join(directory, RUNTIME);
  await fs.copyFile(require.resolve(`./${RUNTIME}`), runtime);
  const projects = await Promise.all(
    [...stampedProjects].map(([variant, project]) =>
      jestProject(project, variant, testedBy.get(variant) === variant, runtime),
    ),
  );
  const config = path.join(directory, 'jest.config.json');
  const report = path.join(directory, 'jest.json');
  await fs.writeFile(config, JSON.stringify({ projects }));
  const { output } = await runProgram(
    process.execPath,
    [
      path.join(nodeModules, 'jest/bin/jest.js'),
      ...['--config', config, '--maxWorkers', '2', '--silent'],
      // They are another machine's measure of time.
      ...['--testTimeout', '120000'],
      ...['--json', '--outputFile', report],
    ],
    directory,
  );
  const text = await fs.readFile(report, 'utf8').catch(() => {
    throw new Error(`Jest ended without a report:\n${output}`);
  });
  const { testResults }: JestReport = JSON.parse(text);
  return new Map(
    [...stampedProjects].map(([variant, project]) => {
      const prefix = `${project.directory}${path.sep}`;
      const own = testResults.filter(({ name }) => name.startsWith(prefix));
      const other = testedBy.get(variant);
      return [
        variant.id,
        {
          passed: own
            .flatMap(({ assertionResults }) => assertionResults)
            .filter(({ status }) => status === 'passed').length,
          failures: own
            .filter(({ status }) => status !== 'passed')
            .map(
              ({ name, message }) => `${name.slice(prefix.length)}: ${message}`,
            ),
          ...(other && other !== variant && { workerTestedWith: other.id }),
        },
      ];
    }),
  );
}

/** A project's own configuration, for a run in which it is one of many. */
async function jestProject(
  { directory, files }: StampedProject,
  { id }: Variant,
  withWorker: boolean,
  runtime: string,
): Promise<object> {
  // The tests read files as seen from their project, as `npm test` runs them.
  const setup = path.join(
    path.dirname(directory),
    `${path.basename(directory)}.setup.js`,
  );
  await fs.writeFile(setup, `process.chdir(${JSON.stringify(directory)});\n`);
  const own = JSON.parse(files['jest.config.json']);
  return {
    ...own,
    displayName: id,
    rootDir: directory,
    runtime,
    setupFiles: [setup],
    testPathIgnorePatterns: [
      ...own.testPathIgnorePatterns,
      ...(withWorker ? [] : ['<rootDir>/src']),
    ],
  };
}

function firstWithEqualWorker(
  projects: Map<Variant, StampedProject>,
): Map<Variant, Variant> {
  const first = new Map<string, Variant>();
  return new Map(
    [...projects].map(([variant, { files }]) => {
      const key = hashOfWorker(files);
      if (!first.has(key)) {
        first.set(key, variant);
      }
      return [variant, first.get(key) ?? variant];
    }),
  );
}

function hashOfWorker(files: Record<string, string>): string {
  const hash = createHash('sha256');
  for (const [file, text] of Object.entries(files)) {
    if (file.startsWith('src/') || /^(jest\.config|tsconfig)/.test(file)) {
      hash.update(JSON.stringify([file, text]));
    }
  }
  return hash.digest('hex');
}
