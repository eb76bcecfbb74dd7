import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A process to run to its end. */
export interface RunCommandOptions {
  command: string;
  args?: string[];
  /** Hands the command to the shell as it is; for commands that a template's author wrote. */
  shell?: boolean;
  directory: string;
  env: NodeJS.ProcessEnv;
  signal?: AbortSignal;
  onLine(line: string): void;
}

/** How many of the first lines, and of the last, an error repeats: some programs begin with the reason, some end with it. */
const FIRST_LINES_IN_ERROR = 10;
const LAST_LINES_IN_ERROR = 20;

/**
 * Runs a process to its end.
 *
 * @throws Error with the first and the last lines of its output when it fails; AbortError when `signal` is aborted
 */
export async function runCommand(options: RunCommandOptions): Promise<void> {
  const { command, args = [], shell = false, directory, env, signal } = options;
  signal?.throwIfAborted();
  const firstLines: string[] = [];
  const lastLines: string[] = [];
  await new Promise<void>((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: directory,
      env,
      shell,
      // A group of its own, so that what the shell has started ends with it.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const stop = () => killGroup(child.pid);
    signal?.addEventListener('abort', stop, { once: true });
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', line => {
        if (firstLines.length < FIRST_LINES_IN_ERROR) {
          firstLines.push(line);
        } else {
          lastLines.push(line);
          lastLines.splice(0, lastLines.length - LAST_LINES_IN_ERROR);
        }
        options.onLine(line);
      });
    }
    child.on('error', reject);
    child.on('close', (code, endedBy) => {
      signal?.removeEventListener('abort', stop);
      if (signal?.aborted) {
        reject(signal.reason);
      } else if (code === 0) {
        resolve();
      } else {
        reject(
          new Error(
            [
              `'${[command, ...args].join(' ')}' ended with ${
                endedBy ?? `exit code ${code}`
              }:`,
              ...firstLines,
              ...lastLines,
            ].join('\n'),
          ),
        );
      }
    });
  });
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) {
    return;
  }
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    // It may have ended by itself in the meantime.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') {
      throw error;
    }
  }
}
