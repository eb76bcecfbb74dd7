import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ContainerProgram, parseContainerPrograms } from './containers';
import { DEFAULT_PORT, startSandbox } from './server';
import type { Sandbox, SandboxOptions } from './server';
import { allServices } from './services';
import { supportedResourceTypes } from './services/cloudformation/supported-resource-types';
import { supportedOperations } from './supported-operations';

const USAGE = `Usage: aws-sandbox [--port N] [--empty] [--latency MS]
                   [--containers FILE] [--standalone-tasks N]

  --port N      the port on 127.0.0.1; default ${DEFAULT_PORT}, 0 for any free one
  --empty       start without the running example
  --latency MS  wait so long before each answer to an AWS call
  --containers FILE
                JSON: the programs that tasks run, as processes of this machine
  --standalone-tasks N
                how many tasks that no service keeps up run as processes at the
                same time; default 32
  --operations  print the operations of all services and the resource types of
                CloudFormation, and end`;

/** The `aws-sandbox` command: runs a sandbox until it is told to end. */
export async function main(): Promise<void> {
  try {
    const options = parseCommandLine(process.argv.slice(2));
    if (options === 'help' || options === 'operations') {
      const text =
        options === 'help'
          ? USAGE
          : `${supportedOperations(
              allServices,
            )}\n\n${supportedResourceTypes()}`;
      process.stdout.write(`${text}\n`);
      return;
    }
    endOnSignals(await start(options));
  } catch (error) {
    process.stderr.write(
      `${error instanceof Error ? error.message : String(error)}\n`,
    );
    process.exitCode = 1;
  }
}

/**
 * Reads the arguments.
 *
 * @throws Error that says what is wrong with them
 */
export function parseCommandLine(
  commandLine: string[],
): SandboxOptions | 'help' | 'operations' {
  const { values } = parseArgs({
    args: commandLine,
    options: {
      port: { type: 'string' },
      empty: { type: 'boolean' },
      latency: { type: 'string' },
      containers: { type: 'string' },
      'standalone-tasks': { type: 'string' },
      operations: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    return 'help';
  }
  if (values.operations) {
    return 'operations';
  }
  return {
    port: wholeNumber('--port', values.port, 65_535) ?? DEFAULT_PORT,
    runningExample: !values.empty,
    behaviour: {
      latencyMilliseconds: wholeNumber('--latency', values.latency, 60_000),
    },
    ...(values.containers !== undefined && {
      containers: readContainerPrograms(values.containers),
    }),
    standaloneTasksAtATime: wholeNumber(
      '--standalone-tasks',
      values['standalone-tasks'],
      1_000,
    ),
  };
}

function readContainerPrograms(file: string): ContainerProgram[] {
  try {
    return parseContainerPrograms(
      JSON.parse(readFileSync(file, 'utf8')),
      dirname(resolve(file)),
    );
  } catch (error) {
    throw new Error(
      `--containers ${file} cannot be taken: ${
        error instanceof Error ? error.message : String(error)
      }`,
    );
  }
}

async function start(options: SandboxOptions): Promise<Sandbox> {
  try {
    const sandbox = await startSandbox(options);
    process.stdout.write(`AWS sandbox: ${sandbox.url}\n`);
    return sandbox;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') {
      throw new Error(
        `Port ${options.port} of 127.0.0.1 is in use: end what listens there, or choose another with --port`,
      );
    }
    throw error;
  }
}

/** Ends it when it is told to, and when the program that it was forked from is gone. */
function endOnSignals(sandbox: Sandbox): void {
  const end = async () => {
    await sandbox.close();
    process.exit(0);
  };
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  process.once('disconnect', end);
}

function wholeNumber(
  option: string,
  value: string | undefined,
  maximum: number,
): number | undefined {
  if (value === undefined) {
    return undefined;
  }
  const number = Number(value);
  if (!/^\d+$/.test(value) || number > maximum) {
    throw new Error(
      `${option} takes a whole number up to ${maximum}, not '${value}'`,
    );
  }
  return number;
}
