import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  GetLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  ContainerDefinition,
  CreateClusterCommand,
  CreateServiceCommand,
  DescribeServicesCommand,
  DescribeTasksCommand,
  ECSClient,
  ListTasksCommand,
  RegisterTaskDefinitionCommand,
  RunTaskCommand,
  StopTaskCommand,
  Task,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import {
  CreateSecretCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { ManualClock } from '../core';
import { Sandbox, startSandbox } from '../server';
import { clientConfig } from '../testing/client-config';
import { ContainerProgram } from '.';

jest.setTimeout(60_000);

/** Programs of the tests, by the family that runs them. */
const PROGRAMS: Record<string, string> = {
  // Tells what it was given, and waits to be told to end.
  worker: `
    console.log(JSON.stringify({ env: process.env, args: process.argv.slice(1) }));
    process.on('SIGTERM', () => { console.log('draining'); process.exit(0); });
    setInterval(() => {}, 1000);`,
  job: `console.error('done'); process.exitCode = Number(process.env.EXIT_CODE ?? 0);`,
  stubborn: `
    process.on('SIGTERM', () => console.log('no'));
    console.log(process.pid);
    if (process.env.PID_FILE) require('fs').writeFileSync(process.env.PID_FILE, String(process.pid));
    setInterval(() => {}, 1000);`,
  parent: `
    const child = require('child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    console.log(child.pid);
    process.on('SIGTERM', () => process.exit(0));`,
  agent: `
    const state = process.env.ECS_AGENT_URI + '/task-protection/v1/state';
    const protect = body => fetch(state, { method: 'PUT', body: JSON.stringify(body) }).then(r => r.json());
    (async () => {
      console.log(JSON.stringify(await protect({ ProtectionEnabled: true, ExpiresInMinutes: 5 })));
      console.log(JSON.stringify(await (await fetch(state)).json()));
      console.log(JSON.stringify(await protect({})));
      console.log(JSON.stringify(await (await fetch(process.env.ECS_CONTAINER_METADATA_URI_V4 + '/task')).json()));
    })();
    process.on('SIGTERM', () => process.exit(0));
    setInterval(() => {}, 1000);`,
};

const program = (family: string): ContainerProgram => ({
  family,
  command: [process.execPath, '-e', PROGRAMS[family], '--'],
  cwd: tmpdir(),
  environment: { OF_PROGRAM: 'program' },
});

const NETWORK = { awsvpcConfiguration: { subnets: ['subnet-1'] } };

describe('containers', () => {
  let sandbox: Sandbox;
  let ecs: ECSClient;

  beforeAll(async () => {
    sandbox = await startSandbox({
      port: 0,
      containers: [
        ...Object.keys(PROGRAMS).map(program),
        { ...program('job'), family: 'pipeline-*' },
        { ...program('job'), family: 'pipeline-*', container: 'init' },
        { ...program('worker'), family: 'pipeline-*', container: 'sidecar' },
        { family: 'missing', command: ['/no/such/program'], cwd: tmpdir() },
      ],
    });
    ecs = new ECSClient(clientConfig(sandbox));
    await ecs.send(new CreateClusterCommand({ clusterName: 'shop' }));
  });

  afterAll(async () => {
    ecs.destroy();
    await sandbox.close();
  });

  async function register(
    family: string,
    containers: Partial<ContainerDefinition>[] = [{}],
    client = ecs,
  ) {
    await client.send(
      new RegisterTaskDefinitionCommand({
        family,
        requiresCompatibilities: ['FARGATE'],
        networkMode: 'awsvpc',
        cpu: '256',
        memory: '512',
        containerDefinitions: containers.map(container => ({
          name: 'main',
          image: 'image',
          ...container,
        })),
      }),
    );
  }

  async function runTask(
    family: string,
    containers?: Partial<ContainerDefinition>[],
    overrides?: {
      environment?: { name: string; value: string }[];
      command?: string[];
    },
  ): Promise<string> {
    await register(family, containers);
    const { tasks } = await ecs.send(
      new RunTaskCommand({
        cluster: 'shop',
        taskDefinition: family,
        launchType: 'FARGATE',
        networkConfiguration: NETWORK,
        overrides: overrides && {
          containerOverrides: [{ name: 'main', ...overrides }],
        },
      }),
    );
    return tasks?.[0].taskArn ?? '';
  }

  async function taskWhen(
    taskArn: string,
    isSo: (task: Task) => boolean,
  ): Promise<Task> {
    for (;;) {
      const { tasks } = await ecs.send(
        new DescribeTasksCommand({ cluster: 'shop', tasks: [taskArn] }),
      );
      if (tasks?.[0] && isSo(tasks[0])) {
        return tasks[0];
      }
      await new Promise(next => setTimeout(next, 50));
    }
  }

  const taskIs = (taskArn: string, status: string) =>
    taskWhen(taskArn, ({ lastStatus }) => lastStatus === status);

  async function linesOf(taskArn: string, atLeast = 1): Promise<string[]> {
    for (;;) {
      const lines = sandbox.containers.logs(taskArn);
      if (lines.length >= atLeast) {
        return lines.map(({ message }) => message);
      }
      await new Promise(next => setTimeout(next, 20));
    }
  }

  const stop = (task: string) =>
    ecs.send(new StopTaskCommand({ cluster: 'shop', task }));

  it('run with the environment of their task and lead to the sandbox', async () => {
    const secrets = new SecretsManagerClient(clientConfig(sandbox));
    const { ARN = '' } = await secrets.send(
      new CreateSecretCommand({
        Name: 'database',
        SecretString: JSON.stringify({ user: 'shop', port: 5432 }),
      }),
    );
    secrets.destroy();
    const task = await runTask(
      'worker',
      [
        {
          command: ['--quiet'],
          environment: [
            { name: 'OF_DEFINITION', value: 'definition' },
            { name: 'REPLACED', value: 'definition' },
            { name: 'AWS_ENDPOINT_URL', value: 'https://aws.example' },
          ],
          secrets: [
            { name: 'WHOLE', valueFrom: ARN },
            { name: 'PART', valueFrom: `${ARN}:port::` },
          ],
        },
      ],
      { environment: [{ name: 'REPLACED', value: 'override' }] },
    );

    const [line] = await linesOf(task);
    const { env, args } = JSON.parse(line);
    expect(env).toMatchObject({
      OF_DEFINITION: 'definition',
      REPLACED: 'override',
      OF_PROGRAM: 'program',
      WHOLE: '{"user":"shop","port":5432}',
      PART: '5432',
      AWS_ENDPOINT_URL: sandbox.url,
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: '111111111111',
      HOST: '127.0.0.1',
      PORT: expect.stringMatching(/^\d+$/),
    });
    expect(args).toEqual(['--quiet']);
    expect(Object.keys(env)).not.toContain('JEST_WORKER_ID');
    await taskIs(task, 'RUNNING');

    await stop(task);
    const stopped = await taskIs(task, 'STOPPED');
    expect(stopped.containers?.[0]).toMatchObject({
      exitCode: 0,
      lastStatus: 'STOPPED',
    });
    expect(sandbox.containers.logs(task).at(-1)).toMatchObject({
      container: 'main',
      stream: 'stdout',
      message: 'draining',
    });
  });

  it('write into the log group of their task', async () => {
    const logs = new CloudWatchLogsClient(clientConfig(sandbox));
    await logs.send(new CreateLogGroupCommand({ logGroupName: '/ecs/job' }));
    const task = await runTask('job', [
      {
        logConfiguration: {
          logDriver: 'awslogs',
          options: {
            'awslogs-group': '/ecs/job',
            'awslogs-stream-prefix': 'shop',
          },
        },
      },
    ]);
    await taskIs(task, 'STOPPED');

    const { events } = await logs.send(
      new GetLogEventsCommand({
        logGroupName: '/ecs/job',
        logStreamName: `shop/main/${task.split('/').pop()}`,
      }),
    );
    logs.destroy();
    expect(events).toMatchObject([{ message: 'done' }]);
  });

  it('end their task with their exit code', async () => {
    const task = await runTask('job', undefined, {
      environment: [{ name: 'EXIT_CODE', value: '3' }],
    });
    const stopped = await taskIs(task, 'STOPPED');

    expect(stopped).toMatchObject({
      stopCode: 'EssentialContainerExited',
      stoppedReason: 'Essential container in task exited',
      containers: [{ exitCode: 3 }],
    });
    expect(sandbox.containers.logs(task)).toMatchObject([
      { stream: 'stderr', message: 'done' },
    ]);
  });

  it('are killed when they outlive their stop timeout', async () => {
    const task = await runTask('stubborn', [{ stopTimeout: 1 }]);
    const [pid] = await linesOf(task);
    await taskIs(task, 'RUNNING');
    await stop(task);

    const stopped = await taskIs(task, 'STOPPED');
    expect(stopped.containers?.[0].exitCode).toBe(137);
    expect(sandbox.containers.logs(task).at(-1)?.message).toBe('no');
    expect(isAlive(Number(pid))).toBe(false);
  });

  it('take with them what they started', async () => {
    const task = await runTask('parent');
    const [pid] = await linesOf(task);
    await taskIs(task, 'RUNNING');
    expect(isAlive(Number(pid))).toBe(true);
    await stop(task);
    await taskIs(task, 'STOPPED');

    expect(isAlive(Number(pid))).toBe(false);
  });

  it('start after those that they depend on, and go on without one that is not essential', async () => {
    const task = await runTask('pipeline-videos', [
      {
        name: 'main',
        dependsOn: [
          { containerName: 'init', condition: 'SUCCESS' },
          { containerName: 'sidecar', condition: 'HEALTHY' },
        ],
      },
      { name: 'init', essential: false },
      { name: 'sidecar', essential: false },
      { name: 'modelled', essential: false },
    ]);
    const stopped = await taskIs(task, 'STOPPED');

    const codes = Object.fromEntries(
      (stopped.containers ?? []).map(({ name, exitCode }) => [name, exitCode]),
    );
    expect(codes).toEqual({ main: 0, init: 0, sidecar: 0, modelled: 143 });
    const done = sandbox.containers
      .logs(task)
      .filter(({ message }) => message === 'done');
    expect(done.map(({ container }) => container)).toEqual(['init', 'main']);
  });

  it('do not start after one that did not succeed', async () => {
    const task = await runTask('pipeline-migrations', [
      {
        name: 'main',
        essential: true,
        environment: [{ name: 'EXIT_CODE', value: '2' }],
      },
      {
        name: 'sidecar',
        essential: false,
        dependsOn: [{ containerName: 'main', condition: 'SUCCESS' }],
      },
    ]);
    const stopped = await taskIs(task, 'STOPPED');

    expect(stopped.containers?.[0].exitCode).toBe(2);
    expect(sandbox.containers.logs(task).map(line => line.container)).toEqual([
      'main',
    ]);
  });

  it.each([
    [
      'a program that is not there',
      'missing',
      {},
      /^CannotStartContainerError: exec \/no\/such\/program .* ENOENT/,
    ],
    [
      'a secret that is not there',
      'worker',
      {
        secrets: [
          {
            name: 'KEY',
            valueFrom:
              'arn:aws:secretsmanager:eu-west-1:111111111111:secret:none-abcdef',
          },
        ],
      },
      /^ResourceInitializationError: unable to pull secrets.*can't find the specified secret/,
    ],
    [
      'a log group that is not there',
      'worker',
      {
        logConfiguration: {
          logDriver: 'awslogs' as const,
          options: { 'awslogs-group': '/none', 'awslogs-stream-prefix': 'x' },
        },
      },
      /^ResourceInitializationError: .*log group does not exist: \/none/,
    ],
    [
      'a parameter of Systems Manager',
      'worker',
      {
        secrets: [
          {
            name: 'KEY',
            valueFrom: 'arn:aws:ssm:eu-west-1:111111111111:parameter/key',
          },
        ],
      },
      /has no Systems Manager parameters: KEY/,
    ],
  ])(
    'say why they cannot start: %s',
    async (_what, family, container, reason) => {
      const task = await runTask(family, [container]);
      const stopped = await taskIs(task, 'STOPPED');

      expect(stopped.stopCode).toBe('TaskFailedToStart');
      expect(stopped.stoppedReason).toMatch(reason);
      expect(stopped.containers?.[0].exitCode).toBeUndefined();
    },
  );

  it('protect their task over the agent, so that scaling in waits, and learn what they are', async () => {
    await register('agent');
    await ecs.send(
      new CreateServiceCommand({
        cluster: 'shop',
        serviceName: 'agent',
        taskDefinition: 'agent',
        desiredCount: 1,
        launchType: 'FARGATE',
        networkConfiguration: NETWORK,
      }),
    );
    const service = async () => {
      const { services } = await ecs.send(
        new DescribeServicesCommand({ cluster: 'shop', services: ['agent'] }),
      );
      return services?.[0];
    };
    const [started] = (await service())?.events ?? [];
    const taskArn = `arn:aws:ecs:eu-west-1:111111111111:task/shop/${
      /\(task ([0-9a-f]+)\)/.exec(started?.message ?? '')?.[1]
    }`;

    const [put, got, refused, metadata] = (await linesOf(taskArn, 4)).map(
      line => JSON.parse(line),
    );
    expect(put.protection).toMatchObject({
      ProtectionEnabled: true,
      TaskArn: taskArn,
      ExpirationDate: expect.stringContaining('T'),
    });
    expect(got).toEqual(put);
    expect(refused.error).toMatchObject({ Code: 'InvalidParameterException' });
    expect(metadata).toMatchObject({
      TaskARN: taskArn,
      Family: 'agent',
      ServiceName: 'agent',
      Containers: [{ Name: 'main', Image: 'image' }],
    });

    await taskIs(taskArn, 'RUNNING');
    await ecs.send(
      new UpdateServiceCommand({
        cluster: 'shop',
        service: 'agent',
        desiredCount: 0,
      }),
    );
    const [still] = [await taskWhen(taskArn, () => true)];
    expect(still.desiredStatus).toBe('RUNNING');
  });

  describe('of another sandbox', () => {
    let folder: string;
    let pidFile: string;

    beforeEach(() => {
      folder = mkdtempSync(join(tmpdir(), 'containers-'));
      pidFile = join(folder, 'pid');
    });

    afterEach(() => rmSync(folder, { recursive: true }));

    /** @returns the process id of a task that does not end when it is asked to */
    async function startStubborn(url: string): Promise<number> {
      const client = new ECSClient({ ...clientConfig(sandbox), endpoint: url });
      await client.send(new CreateClusterCommand({ clusterName: 'shop' }));
      await register('stubborn', [{}], client);
      await client.send(
        new RunTaskCommand({
          cluster: 'shop',
          taskDefinition: 'stubborn',
          launchType: 'FARGATE',
          networkConfiguration: NETWORK,
          overrides: {
            containerOverrides: [
              {
                name: 'main',
                environment: [{ name: 'PID_FILE', value: pidFile }],
              },
            ],
          },
        }),
      );
      client.destroy();
      while (!existsSync(pidFile) || readFileSync(pidFile).length === 0) {
        await new Promise(next => setTimeout(next, 20));
      }
      return Number(readFileSync(pidFile, 'utf8'));
    }

    it('end when it is closed', async () => {
      const other = await startSandbox({
        port: 0,
        containers: [program('stubborn')],
      });
      const pid = await startStubborn(other.url);
      expect(isAlive(pid)).toBe(true);
      await other.close();

      expect(isAlive(pid)).toBe(false);
    });

    it('wait for room when no service keeps them up', async () => {
      const other = await startSandbox({
        port: 0,
        containers: [program('worker')],
        standaloneTasksAtATime: 1,
      });
      const client = new ECSClient(clientConfig(other));
      const cluster = 'shop';
      const definition = {
        cluster,
        taskDefinition: 'worker',
        launchType: 'FARGATE' as const,
        networkConfiguration: NETWORK,
      };
      const untilStatuses = async (tasks: string[], expected: string[]) => {
        for (;;) {
          const found = await client.send(
            new DescribeTasksCommand({ cluster, tasks }),
          );
          const statuses = found.tasks?.map(({ lastStatus }) => lastStatus);
          if (statuses?.join() === expected.join()) {
            return statuses;
          }
          await new Promise(next => setTimeout(next, 50));
        }
      };
      try {
        await client.send(new CreateClusterCommand({ clusterName: cluster }));
        await register('worker', [{}], client);
        const { tasks = [] } = await client.send(
          new RunTaskCommand({ ...definition, count: 2 }),
        );
        const [first, second] = tasks.map(({ taskArn = '' }) => taskArn);
        await untilStatuses([first, second], ['RUNNING', 'PENDING']);
        await client.send(
          new CreateServiceCommand({
            ...definition,
            serviceName: 'worker',
            desiredCount: 1,
          }),
        );
        const { taskArns = [] } = await client.send(
          new ListTasksCommand({ cluster, serviceName: 'worker' }),
        );
        expect(
          await untilStatuses(
            [...taskArns, first, second],
            ['RUNNING', 'RUNNING', 'PENDING'],
          ),
        ).toHaveLength(3);
        await client.send(new StopTaskCommand({ cluster, task: first }));
        expect(await untilStatuses([second], ['RUNNING'])).toHaveLength(1);
      } finally {
        client.destroy();
        await other.close();
      }
    });

    it('end when it is killed', async () => {
      const file = join(folder, 'containers.json');
      writeFileSync(
        file,
        JSON.stringify([{ ...program('stubborn'), cwd: '.' }]),
      );
      const other = spawn(
        process.execPath,
        [
          resolve(__dirname, '../../bin/aws-sandbox.js'),
          ...['--port', '0', '--empty', '--containers', file],
        ],
        { stdio: ['ignore', 'pipe', 'inherit'] },
      );
      const [output] = await once(other.stdout, 'data');
      const pid = await startStubborn(
        /http:\S+/.exec(String(output))?.[0] ?? '',
      );
      other.kill('SIGKILL');
      await once(other, 'close');

      // Until the test's own time is over.
      while (isAlive(pid)) {
        await new Promise(next => setTimeout(next, 20));
      }
      expect(isAlive(pid)).toBe(false);
    });
  });

  it('need the clock of the machine', async () => {
    await expect(
      startSandbox({
        port: 0,
        clock: new ManualClock(),
        containers: [program('job')],
      }),
    ).rejects.toThrow('start the sandbox without `clock`');
  });
});

/** Not dead, and not merely waiting for somebody to take note of its death. */
function isAlive(pid: number): boolean {
  const { stdout } = spawnSync('ps', ['-o', 'stat=', '-p', String(pid)]);
  const status = String(stdout).trim();
  return status !== '' && !status.startsWith('Z');
}
