import { ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import {
  CdkAppRun,
  RunCdkApp,
} from '@ecs-eda/plugin-scaffolder-backend-module-ecs-eda/testUtils';
import pLimit from 'p-limit';
import { runProgram } from '../processes/run-program';

/** The `app` of the stamped `cdk.json`: a bundle is made, and run. */
const BUNDLE_AND_RUN = /^(.+) && node --enable-source-maps (\S+)$/;

/**
 * Runs the CDK apps of stamped projects in one process, which loads the CDK
 * once. Each app is bundled by its own command and gets the environment that
 * it would have in a process of its own.
 */
export class CdkApps {
  readonly #one = pLimit(1);
  #process: ChildProcess | undefined;
  #output: string[] = [];

  readonly run: RunCdkApp = async options => {
    const [, bundle, app] = BUNDLE_AND_RUN.exec(options.command) ?? [];
    if (!app) {
      throw new Error(
        `The proof cannot run the app of cdk.json in its own process: '${options.command}' does not match ${BUNDLE_AND_RUN}`,
      );
    }
    const { exitCode, output } = await runProgram(
      'sh',
      ['-c', bundle],
      options.directory,
      options.env,
    );
    if (exitCode !== 0) {
      throw new Error(`'${bundle}' ended with ${exitCode}:\n${output}`);
    }
    await this.#one(() => this.#run(app, options));
  };

  stop(): void {
    this.#process?.kill();
  }

  async #run(app: string, options: CdkAppRun): Promise<void> {
    const { directory, env, onLine } = options;
    this.#output = [];
    const child = (this.#process ??= this.#start());
    child.send({ app: path.join(directory, app), directory, env });
    const exitCode = await new Promise(resolve => {
      child.once('message', (answer: { exitCode: number }) =>
        resolve(answer.exitCode),
      );
      child.once('exit', (code, signal) => resolve(code ?? signal));
    });
    child.removeAllListeners();
    if (exitCode !== 0) {
      // What it has written comes by another way than its answer.
      child.kill();
      await once(child, 'close');
      this.#process = undefined;
    }
    const output = this.#output.join('');
    output.split('\n').forEach(onLine);
    if (exitCode !== 0) {
      throw new Error(`'${app}' ended with ${exitCode}:\n${output}`);
    }
  }

  #start(): ChildProcess {
    const child = fork(require.resolve('./run-cdk-apps.cjs'), [], {
      execArgv: ['--enable-source-maps'],
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', text => this.#output.push(text));
    }
    return child;
  }
}
