import { spawn } from 'node:child_process';
import path from 'node:path';

/** How a program ended. */
export interface ProgramResult {
  exitCode: number | null;
  /** What it wrote, to both outputs. */
  output: string;
}

/**
 * Runs a program to its end, with the environment that a developer's shell has
 * and nothing of the test runner's, which would change how it works.
 */
export function runProgram(
  command: string,
  args: string[],
  directory: string,
  environment: Record<string, string> = {},
): Promise<ProgramResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: directory,
      env: { ...shellEnvironment(), ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const chunks: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', chunk => chunks.push(chunk));
    }
    child.on('error', reject);
    child.on('close', exitCode =>
      resolve({ exitCode, output: chunks.join('') }),
    );
  });
}

const OF_A_SHELL =
  /^(HOME|LANG|TMPDIR|.*_proxy|.*_PROXY|NODE_EXTRA_CA_CERTS|npm_config_(registry|cache|cafile|userconfig))$/;

/** What a developer's shell has of this process's environment. */
export function shellEnvironment(): Record<string, string> {
  return {
    ...Object.fromEntries(
      Object.entries(process.env).flatMap(([name, value]) =>
        value !== undefined && OF_A_SHELL.test(name) ? [[name, value]] : [],
      ),
    ),
    CI: '1',
    // The Node.js that runs the proof, whatever else there is on the path.
    PATH: [path.dirname(process.execPath), process.env.PATH].join(
      path.delimiter,
    ),
  };
}
