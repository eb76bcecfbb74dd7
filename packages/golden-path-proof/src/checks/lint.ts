import fs from 'node:fs/promises';
import path from 'node:path';
import { runProgram } from '../processes/run-program';
import { StampedVariants } from '../stamping/StampedVariants';
import { Findings } from './Findings';

interface FileReport {
  filePath: string;
  messages: { line: number; ruleId: string | null; message: string }[];
}

const CONFIG = 'eslint.config.mjs';

/**
 * Lints all projects in one run, by the configuration that they share: one
 * run of typescript-eslint belongs to one configuration's folder.
 *
 * @throws Error when the projects don't share it
 */
export async function lint(stamped: StampedVariants): Promise<Findings> {
  const { directory, nodeModules } = stamped;
  const projects = await stamped.projects();
  const report = path.join(directory, 'eslint.json');
  const configurations = new Set(
    [...projects.values()].map(({ files }) => files[CONFIG]),
  );
  if (configurations.size !== 1) {
    throw new Error(
      `The projects have ${configurations.size} different ${CONFIG}; one run lints by one`,
    );
  }
  const folders = [...projects.values()].map(project => project.directory);
  const { output } = await runProgram(
    process.execPath,
    [
      path.join(nodeModules, 'eslint/bin/eslint.js'),
      ...['--config', path.join(folders[0], CONFIG)],
      ...['--format', 'json', '--output-file', report],
      ...folders,
    ],
    directory,
  );
  const text = await fs.readFile(report, 'utf8').catch(() => {
    throw new Error(`ESLint ended without a report:\n${output}`);
  });
  const files: FileReport[] = JSON.parse(text);
  return new Map(
    [...projects].map(([variant, project]) => {
      const prefix = `${project.directory}${path.sep}`;
      const own = files.filter(({ filePath }) => filePath.startsWith(prefix));
      return [
        variant.id,
        own.length === 0
          ? ['no file was linted']
          : own.flatMap(({ filePath, messages }) =>
              messages.map(
                ({ line, ruleId, message }) =>
                  `${filePath.slice(
                    prefix.length,
                  )}:${line} ${ruleId} ${message}`,
              ),
            ),
      ];
    }),
  );
}
