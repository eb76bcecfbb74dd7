import { availableParallelism, loadavg } from 'node:os';
import { LoggerService } from '@backstage/backend-plugin-api';
import { AwsCredentialsManager } from '@backstage/integration-aws-node';
import { DiscoveryResult } from '@ecs-eda/plugin-event-topology-node';
import { AwsCalls } from '../src/calls/aws-calls';
import { BUDGETED_SERVICES, Budget } from '../src/calls/budget';
import { AwsTopologySource } from '../src/discovery/aws-topology-source';
import { SandboxProcess } from './SandboxProcess';
import { EstateSize } from './seed-estate';

const SIZE: EstateSize = { queues: 1000, rules: 500, services: 1000 };
const LATENCY_MILLISECONDS = 40;
const GOAL_SECONDS = 4;
/** Calls at once, of each service, where no quota counts. */
const PARALLEL = 32;
/** What AWS lets the account do beyond the budgets, in the second run. */
const QUOTA_MARGIN = 1.1;

const accounts = [{ accountId: '123456789012', regions: ['eu-central-1'] }];

const credentials: AwsCredentialsManager = {
  async getCredentialProvider(options) {
    return {
      sdkCredentialProvider: async () => ({
        accessKeyId: options?.accountId ?? '',
        secretAccessKey: 'secret',
      }),
    };
  },
};

function print(line = '') {
  process.stdout.write(`${line}\n`);
}

const logger: LoggerService = {
  error: message => print(`error: ${message}`),
  warn: message => print(`warning: ${message}`),
  info: message => print(message),
  debug: () => {},
  child: () => logger,
};

interface Run {
  result: DiscoveryResult;
  seconds: number;
  /** Of this process: on a machine with other work, it tells more than the time does. */
  cpuSeconds: number;
}

async function read(source: AwsTopologySource): Promise<Run> {
  const startedAt = performance.now();
  const cpuBefore = process.cpuUsage();
  const result = await source.discover({
    signal: new AbortController().signal,
    logger,
  });
  const { user, system } = process.cpuUsage(cpuBefore);
  return {
    result,
    seconds: (performance.now() - startedAt) / 1000,
    cpuSeconds: (user + system) / 1_000_000,
  };
}

/** Seconds that the calls of the busiest service take at best, so many at once. */
function floor(result: DiscoveryResult, concurrencyOf: (s: string) => number) {
  return result.scopes
    .map(scope => ({
      service: scope.service,
      seconds:
        (Math.ceil(scope.calls / concurrencyOf(scope.service)) *
          LATENCY_MILLISECONDS) /
        1000,
    }))
    .sort((a, b) => b.seconds - a.seconds)[0];
}

function describe(run: Run, budgetOf: (service: string) => Budget) {
  const { result, seconds, cpuSeconds } = run;
  for (const [operation, calls] of Object.entries(result.callsByOperation)) {
    print(`  ${String(calls).padStart(6)}  ${operation}`);
  }
  const calls = Object.values(result.callsByOperation).reduce(
    (sum, one) => sum + one,
    0,
  );
  const least = floor(result, service => budgetOf(service).concurrency);
  print(`  ${String(calls).padStart(6)}  calls in all`);
  print(
    `  ${seconds.toFixed(2)} s, with ${cpuSeconds.toFixed(2)} s of CPU here`,
  );
  print(
    `  ${least.seconds.toFixed(
      2,
    )} s is the floor: calls ÷ parallelism × latency of ${least.service}`,
  );
  const kinds = new Map<string, number>();
  for (const node of result.nodes) {
    kinds.set(node.kind, (kinds.get(node.kind) ?? 0) + 1);
  }
  print(
    `  found ${[...kinds]
      .map(([kind, count]) => `${count} ${kind}`)
      .join(', ')}, ${result.edges.length} edges`,
  );
  for (const scope of result.scopes) {
    for (const error of scope.errors) {
      print(`  ${scope.key} ${scope.status}: ${error.code} ${error.message}`);
    }
  }
}

async function main() {
  print(
    `An account with ${SIZE.queues} queues, ${SIZE.rules} rules and ${SIZE.services} services, ${LATENCY_MILLISECONDS} ms a call`,
  );
  // A time says little on a machine that has other work.
  print(
    `On ${availableParallelism()} cores with a load of ${loadavg()[0].toFixed(
      1,
    )} before`,
  );
  const sandbox = await SandboxProcess.start(SIZE);
  const failures: string[] = [];
  try {
    await sandbox.behave({ latencyMilliseconds: LATENCY_MILLISECONDS });
    const unlimited = Object.fromEntries(
      BUDGETED_SERVICES.map(service => [
        service,
        { perSecond: 100_000, burst: 100_000, concurrency: PARALLEL },
      ]),
    );
    const fast = new AwsCalls({
      credentials,
      endpoint: sandbox.url,
      budgets: unlimited,
    });
    const budgetOf = (service: string) => fast.budget(service);
    print(`\nWithout quotas, ${PARALLEL} calls of a service at once`);
    print('The first read of this process, which compiles as it goes:');
    describe(
      await read(new AwsTopologySource({ calls: fast, accounts })),
      budgetOf,
    );
    const source = new AwsTopologySource({ calls: fast, accounts });
    print('\nThe same again, with nothing remembered, as a backend that runs:');
    const running = await read(source);
    describe(running, budgetOf);
    print('\nThe next read, which knows the task definitions:');
    describe(await read(source), budgetOf);
    await fast.close();
    if (running.seconds > GOAL_SECONDS) {
      failures.push(
        `the read took ${running.seconds.toFixed(
          2,
        )} s, and was to take ${GOAL_SECONDS} s`,
      );
    }

    const careful = new AwsCalls({ credentials, endpoint: sandbox.url });
    await sandbox.behave({
      latencyMilliseconds: LATENCY_MILLISECONDS,
      quotas: BUDGETED_SERVICES.map(service => ({
        action: `${service}:*`,
        perSecond: careful.budget(service).perSecond * QUOTA_MARGIN,
        burst: careful.budget(service).burst * QUOTA_MARGIN,
      })),
    });
    print(
      `\nWith the default budgets, in an account whose quotas are ${Math.round(
        (QUOTA_MARGIN - 1) * 100,
      )}% above them:`,
    );
    const second = await read(
      new AwsTopologySource({ calls: careful, accounts }),
    );
    describe(second, service => careful.budget(service));
    await careful.close();
    const { throttled } = await sandbox.figures();
    print(`  ${throttled} calls throttled`);
    if (throttled > 0) {
      failures.push(`${throttled} calls were throttled`);
    }
    for (const scope of second.result.scopes) {
      if (scope.status !== 'complete') {
        failures.push(`${scope.key} is ${scope.status}`);
      }
    }
  } finally {
    sandbox.stop();
  }
  if (failures.length > 0) {
    print(`\nFell short: ${failures.join('; ')}`);
    process.exitCode = 1;
  }
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
