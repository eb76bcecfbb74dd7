import { ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { ContainerProgram } from '@ecs-eda/aws-sandbox';
import { shellEnvironment } from './run-program';

const PACKAGE = path.dirname(
  require.resolve('@ecs-eda/aws-sandbox/package.json'),
);

/**
 * An empty sandbox as a process of its own: it stands for AWS, which answers
 * no later because tests run beside it.
 */
export class SandboxProcess {
  private constructor(
    private readonly child: ChildProcess,
    /** `http://127.0.0.1:<port>`. */
    readonly url: string,
  ) {}

  /**
   * @param directory - that exists, for what it is told at its start
   * @throws Error with what it wrote, when it doesn't start
   */
  static async start(
    directory: string,
    options: { containers: ContainerProgram[]; standaloneTasksAtATime: number },
  ): Promise<SandboxProcess> {
    const containers = path.join(directory, 'containers.json');
    await fs.writeFile(containers, JSON.stringify(options.containers));
    const child = fork(
      path.join(PACKAGE, 'bin/aws-sandbox.js'),
      [
        ...['--port', '0', '--empty', '--containers', containers],
        ...['--standalone-tasks', String(options.standaloneTasksAtATime)],
      ],
      {
        // A group of its own, which the scheduler gives as much as others.
        detached: true,
        execArgv: [],
        env: shellEnvironment(),
        stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
      },
    );
    for await (const line of createInterface({ input: child.stdout! })) {
      const [, url] = /^AWS sandbox: (\S+)$/.exec(line) ?? [];
      if (url) {
        return new SandboxProcess(child, url);
      }
    }
    throw new Error('The sandbox ended before it had started');
  }

  /** Ends it, and with it all that runs in it. */
  async stop(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const exited = once(this.child, 'exit');
      this.child.kill('SIGTERM');
      await exited;
    }
  }
}
