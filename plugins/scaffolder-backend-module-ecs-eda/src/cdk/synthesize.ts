import fs from 'node:fs/promises';
import path from 'node:path';
import { InputError } from '@backstage/errors';
import { runCommand } from '../processes/run-command';
import {
  readAssembly,
  SynthesizedStack,
  VALIDATION_REPORT,
} from './read-assembly';

/** A CDK app that is to be run, as `cdk.json` says how. @public */
export interface CdkAppRun {
  /** `app` of `cdk.json`, for a shell. */
  command: string;
  /** A copy of the project, with its `node_modules`. */
  directory: string;
  /** The whole environment of the app; nothing else may get to it. */
  env: Record<string, string>;
  signal?: AbortSignal;
  onLine(line: string): void;
}

/**
 * Runs a CDK app to its end.
 *
 * @throws Error with the app's last lines when it fails
 * @public
 */
export type RunCdkApp = (run: CdkAppRun) => Promise<void>;

/** A CDK project and where its parts are. */
export interface SynthesizeOptions {
  /** The stamped project; it is read and left as it is. */
  projectDirectory: string;
  /** The `node_modules` to run it with. */
  nodeModules: string;
  /** Where the cloud assembly is put; what is there is replaced. */
  assemblyDirectory: string;
  /** An empty directory to run the app in. */
  workDirectory: string;
  signal?: AbortSignal;
  onLine(line: string): void;
  /** Default: in a process of its own. */
  run?: RunCdkApp;
}

const runInShell: RunCdkApp = run => runCommand({ ...run, shell: true });

/** What stays behind when a project is copied: large, or made by what is about to run. */
const NOT_COPIED = ['node_modules', '.git', 'cdk.out', 'dist'];

/**
 * Runs a project's CDK app, as `cdk synth` does, and reads what it has made. Neither an AWS account nor Docker is needed.
 *
 * @throws InputError when the project has no CDK app; Error with the app's last lines when it fails
 */
export async function synthesize(
  options: SynthesizeOptions,
): Promise<SynthesizedStack> {
  const {
    projectDirectory,
    nodeModules,
    assemblyDirectory,
    run = runInShell,
  } = options;
  const cdk = await readCdkJson(projectDirectory);
  const project = path.join(options.workDirectory, 'project');
  const home = path.join(options.workDirectory, 'home');
  await fs.mkdir(home);
  await fs.cp(projectDirectory, project, {
    recursive: true,
    filter: source =>
      path.dirname(source) !== projectDirectory ||
      !NOT_COPIED.includes(path.basename(source)),
  });
  await fs.symlink(nodeModules, path.join(project, 'node_modules'), 'dir');
  await fs.rm(assemblyDirectory, { recursive: true, force: true });

  const ran = run({
    command: cdk.app,
    directory: project,
    signal: options.signal,
    onLine: options.onLine,
    // The app is a template's code and none of the backend's: it gets nothing
    // of the backend's environment, which holds secrets.
    env: {
      PATH: [
        path.join(nodeModules, '.bin'),
        path.dirname(process.execPath),
        process.env.PATH,
      ].join(path.delimiter),
      HOME: home,
      TMPDIR: home,
      LANG: 'C.UTF-8',
      npm_config_offline: 'true',
      npm_config_update_notifier: 'false',
      CDK_OUTDIR: assemblyDirectory,
      CDK_CONTEXT_JSON: JSON.stringify(cdk.context),
    },
  });
  await ran.catch(async error => {
    // An app also fails when a rule pack finds something. That is a result.
    if (!(await isFile(path.join(assemblyDirectory, VALIDATION_REPORT)))) {
      throw error;
    }
  });
  options.signal?.throwIfAborted();
  return readAssembly(assemblyDirectory);
}

async function isFile(file: string): Promise<boolean> {
  return fs.stat(file).then(
    stats => stats.isFile(),
    () => false,
  );
}

async function readCdkJson(projectDirectory: string) {
  const text = await fs
    .readFile(path.join(projectDirectory, 'cdk.json'), 'utf8')
    .catch(() => '{}');
  const { app, context = {} } = JSON.parse(text) as {
    app?: string;
    context?: object;
  };
  if (!app) {
    throw new InputError(
      "The project has no CDK app: its cdk.json needs a key 'app' with the command that runs it",
    );
  }
  return { app, context };
}
