import {
  DescribeServicesCommandOutput,
  DescribeTasksCommandOutput,
  Service,
  Task,
} from '@aws-sdk/client-ecs';
import { ManualClock, World, internalContext } from '../../core';
import { runningTasks, setCapacityLimit, setTaskBehaviour } from './data-plane';
import { ecsService } from './index';

const scope = { accountId: '111122223333', region: 'eu-central-1' };
const network = { awsvpcConfiguration: { subnets: ['subnet-1', 'subnet-2'] } };

function setUp() {
  const clock = new ManualClock();
  const world = new World([ecsService], { clock });
  world.start();
  const context = internalContext(world, scope, 'tests.example');
  const call = (operation: string, input: object) =>
    ecsService.operations[operation](input, context);
  call('CreateCluster', {
    clusterName: 'shop',
    capacityProviders: ['FARGATE', 'FARGATE_SPOT'],
    defaultCapacityProviderStrategy: [
      { capacityProvider: 'FARGATE', weight: 1 },
    ],
    settings: [{ name: 'containerInsights', value: 'enabled' }],
  });
  const register = (family: string, more: object = {}) =>
    call('RegisterTaskDefinition', {
      family,
      requiresCompatibilities: ['FARGATE'],
      networkMode: 'awsvpc',
      cpu: '256',
      memory: '512',
      containerDefinitions: [
        {
          name: 'main',
          image: 'shop/main:1',
          environment: [{ name: 'QUEUE', value: 'loyalty' }],
        },
      ],
      ...more,
    }).taskDefinition.taskDefinitionArn as string;
  const createService = (more: object = {}) =>
    call('CreateService', {
      cluster: 'shop',
      serviceName: 'loyalty',
      taskDefinition: 'loyalty',
      desiredCount: 2,
      networkConfiguration: network,
      ...more,
    }).service as Service;
  const describeService = () =>
    (
      call('DescribeServices', {
        cluster: 'shop',
        services: ['loyalty'],
      }) as DescribeServicesCommandOutput
    ).services![0];
  const describeTask = (taskArn: string) =>
    (
      call('DescribeTasks', {
        cluster: 'shop',
        tasks: [taskArn],
      }) as DescribeTasksCommandOutput
    ).tasks![0];
  return {
    clock,
    world,
    call,
    register,
    createService,
    describeService,
    describeTask,
  };
}

describe('task definitions', () => {
  it('counts revisions, and describes the newest active one of a family', () => {
    const { call, register } = setUp();
    register('loyalty');
    const second = register('loyalty', {
      tags: [{ key: 'system', value: 'shop' }],
    });
    expect(second).toBe(
      'arn:aws:ecs:eu-central-1:111122223333:task-definition/loyalty:2',
    );
    expect(
      call('DescribeTaskDefinition', {
        taskDefinition: 'loyalty',
        include: ['TAGS'],
      }),
    ).toMatchObject({
      taskDefinition: { revision: 2, status: 'ACTIVE' },
      tags: [{ key: 'system', value: 'shop' }],
    });
    call('DeregisterTaskDefinition', { taskDefinition: second });
    expect(
      call('DescribeTaskDefinition', { taskDefinition: 'loyalty' })
        .taskDefinition.revision,
    ).toBe(1);
    expect(call('ListTaskDefinitions', {}).taskDefinitionArns).toEqual([
      second.replace(':2', ':1'),
    ]);
  });

  it.each([
    ['256', '4096'],
    ['1024', '1024'],
    ['8192', '18432'],
    ['300', '512'],
  ])('refuses %s CPU units with %s MiB, which Fargate lacks', (cpu, memory) => {
    const { register } = setUp();
    expect(() => register('loyalty', { cpu, memory })).toThrow(
      `No Fargate configuration exists for given values: ${cpu} CPU, ${memory} memory.`,
    );
  });

  it('takes sizes in vCPU and GB', () => {
    const { call, register } = setUp();
    register('loyalty', { cpu: '.5 vCPU', memory: '1 GB' });
    expect(
      call('DescribeTaskDefinition', { taskDefinition: 'loyalty' })
        .taskDefinition,
    ).toMatchObject({ cpu: '512', memory: '1024' });
  });

  it('pages through families with tokens', () => {
    const { call, register } = setUp();
    ['a', 'b', 'c'].forEach(family => register(family));
    const first = call('ListTaskDefinitionFamilies', { maxResults: 2 });
    expect(first.families).toEqual(['a', 'b']);
    const second = call('ListTaskDefinitionFamilies', {
      maxResults: 2,
      nextToken: first.nextToken,
    });
    expect(second).toEqual({ families: ['c'], nextToken: undefined });
  });
});

describe('RunTask', () => {
  const request = {
    cluster: 'shop',
    taskDefinition: 'media',
    launchType: 'FARGATE',
    networkConfiguration: network,
  };

  it('takes a task through its whole life', async () => {
    const { world, call, clock, register, describeTask } = setUp();
    register('media');
    const seen: string[] = [];
    setTaskBehaviour(world, 'media', {
      runSeconds: environment => Number(environment.SECONDS),
      exitCode: 3,
      onStart: task => {
        seen.push(`start ${task.environment.QUEUE}`);
      },
      onStop: () => {
        seen.push('stop');
      },
    });
    const { tasks, failures } = call('RunTask', {
      ...request,
      overrides: {
        containerOverrides: [
          { name: 'main', environment: [{ name: 'SECONDS', value: '60' }] },
        ],
      },
    });
    expect(failures).toEqual([]);
    const { taskArn } = tasks[0] as Required<Task>;
    const states = [tasks[0].lastStatus];
    for (let i = 0; i < 800; i++) {
      await clock.advance(100);
      const { lastStatus } = describeTask(taskArn);
      if (lastStatus !== states[states.length - 1]) {
        states.push(lastStatus);
      }
    }
    expect(states).toEqual([
      'PROVISIONING',
      'PENDING',
      'ACTIVATING',
      'RUNNING',
      'DEACTIVATING',
      'STOPPING',
      'DEPROVISIONING',
      'STOPPED',
    ]);
    expect(describeTask(taskArn)).toMatchObject({
      stopCode: 'EssentialContainerExited',
      stoppedReason: 'Essential container in task exited',
      containers: [{ name: 'main', exitCode: 3, lastStatus: 'STOPPED' }],
    });
    expect(seen).toEqual(['start loyalty', 'stop']);
  });

  it('answers with failures, and no error, when there is no room', () => {
    const { world, call, register } = setUp();
    register('media');
    setCapacityLimit(world, scope, 'FARGATE', 1);
    const { tasks, failures } = call('RunTask', { ...request, count: 3 });
    expect(tasks).toHaveLength(1);
    expect(failures).toEqual([
      { reason: expect.stringContaining('Capacity is unavailable') },
      { reason: expect.stringContaining('Capacity is unavailable') },
    ]);
  });

  it('refuses what can never work', () => {
    const { call, register } = setUp();
    register('media');
    const environment = [{ name: 'EVENT', value: 'x'.repeat(8_192) }];
    expect(() =>
      call('RunTask', {
        ...request,
        overrides: { containerOverrides: [{ name: 'main', environment }] },
      }),
    ).toThrow(expect.objectContaining({ code: 'InvalidParameterException' }));
    expect(() => call('RunTask', { ...request, count: 11 })).toThrow(
      expect.objectContaining({ code: 'InvalidParameterException' }),
    );
    expect(() =>
      call('RunTask', { ...request, networkConfiguration: undefined }),
    ).toThrow(expect.objectContaining({ code: 'InvalidParameterException' }));
    expect(() => call('RunTask', { ...request, cluster: 'elsewhere' })).toThrow(
      expect.objectContaining({ code: 'ClusterNotFoundException' }),
    );
    expect(() =>
      call('RunTask', { ...request, taskDefinition: 'nothing' }),
    ).toThrow(expect.objectContaining({ code: 'ClientException' }));
  });

  it('keeps the reason that a user gives for stopping a task', async () => {
    const { call, clock, register, describeTask } = setUp();
    register('media');
    const { taskArn } = call('RunTask', request).tasks[0];
    await clock.advance(5_000);
    call('StopTask', { cluster: 'shop', task: taskArn, reason: 'Too slow' });
    await clock.advance(5_000);
    expect(describeTask(taskArn)).toMatchObject({
      lastStatus: 'STOPPED',
      stopCode: 'UserInitiated',
      stoppedReason: 'Too slow',
      containers: [{ exitCode: 143 }],
    });
    expect(call('ListTasks', { cluster: 'shop' }).taskArns).toEqual([]);
    expect(
      call('ListTasks', { cluster: 'shop', desiredStatus: 'STOPPED' }).taskArns,
    ).toEqual([taskArn]);
  });
});

describe('services', () => {
  it('start their tasks, settle, and tell it', async () => {
    const { world, clock, register, createService, describeService } = setUp();
    register('loyalty');
    const { serviceArn } = createService();
    expect(describeService()).toMatchObject({
      runningCount: 0,
      pendingCount: 2,
      deployments: [{ status: 'PRIMARY', rolloutState: 'IN_PROGRESS' }],
    });
    await clock.advance(5_000);
    expect(describeService()).toMatchObject({
      runningCount: 2,
      pendingCount: 0,
      deployments: [{ rolloutState: 'COMPLETED', runningCount: 2 }],
    });
    expect(describeService().events!.map(event => event.message)).toEqual([
      '(service loyalty) has reached a steady state.',
      expect.stringMatching(/deployment ecs-svc\/\d+\) deployment completed/),
      expect.stringMatching(/has started 2 tasks: \(task \w{32}\) \(task/),
    ]);
    expect(runningTasks(world, serviceArn!)).toHaveLength(2);
  });

  it('replace a task that ends', async () => {
    const { call, clock, register, createService, describeService } = setUp();
    register('loyalty');
    createService();
    await clock.advance(5_000);
    const [first] = call('ListTasks', {
      cluster: 'shop',
      serviceName: 'loyalty',
    }).taskArns;
    call('StopTask', { cluster: 'shop', task: first });
    expect(describeService()).toMatchObject({
      runningCount: 1,
      pendingCount: 1,
    });
    await clock.advance(5_000);
    expect(describeService().runningCount).toBe(2);
  });

  it('roll out a new revision without falling below the desired count', async () => {
    const { call, clock, register, createService, describeService } = setUp();
    register('loyalty');
    createService();
    await clock.advance(5_000);
    const second = register('loyalty');
    call('UpdateService', {
      cluster: 'shop',
      service: 'loyalty',
      taskDefinition: second,
    });
    expect(describeService().deployments).toHaveLength(2);
    for (let i = 0; i < 100; i++) {
      await clock.advance(100);
      expect(describeService().runningCount).toBeGreaterThanOrEqual(2);
    }
    expect(describeService()).toMatchObject({
      taskDefinition: second,
      runningCount: 2,
      deployments: [{ taskDefinition: second, rolloutState: 'COMPLETED' }],
    });
  });

  it('break the circuit and roll back when tasks do not come up', async () => {
    const { world, call, clock, register, createService, describeService } =
      setUp();
    const good = register('loyalty');
    createService({
      deploymentConfiguration: {
        deploymentCircuitBreaker: { enable: true, rollback: true },
      },
    });
    await clock.advance(5_000);
    const bad = register('loyalty-broken');
    setTaskBehaviour(world, 'loyalty-broken', {
      runSeconds: Infinity,
      startFailure: 'CannotPullContainerError: not found',
    });
    call('UpdateService', {
      cluster: 'shop',
      service: 'loyalty',
      taskDefinition: bad,
    });
    await clock.advance(60_000);
    expect(describeService()).toMatchObject({
      taskDefinition: good,
      runningCount: 2,
      deployments: [{ rolloutState: 'COMPLETED' }],
    });
    expect(
      describeService().events!.map(event => event.message),
    ).toContainEqual(
      expect.stringContaining('deployment failed: tasks failed to start'),
    );
  });

  it('wait ever longer between starts that fail, when nothing breaks the circuit', async () => {
    const { world, clock, register, createService, describeService } = setUp();
    register('loyalty');
    setTaskBehaviour(world, 'loyalty', {
      runSeconds: Infinity,
      startFailure: 'CannotPullContainerError: not found',
    });
    createService({ desiredCount: 1 });
    await clock.advance(600_000);
    const [{ failedTasks, rolloutState }] = describeService().deployments!;
    expect(rolloutState).toBe('IN_PROGRESS');
    expect(failedTasks).toBeGreaterThan(5);
    expect(failedTasks).toBeLessThan(20);
  });

  it('spread tasks over capacity providers by base and weight', async () => {
    const { call, clock, register, createService } = setUp();
    register('loyalty');
    createService({
      desiredCount: 9,
      capacityProviderStrategy: [
        { capacityProvider: 'FARGATE', base: 1, weight: 1 },
        { capacityProvider: 'FARGATE_SPOT', weight: 3 },
      ],
    });
    await clock.advance(5_000);
    const { taskArns } = call('ListTasks', { cluster: 'shop' });
    const { tasks } = call('DescribeTasks', {
      cluster: 'shop',
      tasks: taskArns,
    });
    const spot = tasks.filter(
      (task: Task) => task.capacityProviderName === 'FARGATE_SPOT',
    );
    expect(spot).toHaveLength(6);
  });

  it('leave protected tasks alone when they scale in, until the protection ends', async () => {
    const { call, clock, register, createService, describeService } = setUp();
    register('loyalty');
    createService();
    await clock.advance(5_000);
    const { taskArns } = call('ListTasks', { cluster: 'shop' });
    call('UpdateTaskProtection', {
      cluster: 'shop',
      tasks: taskArns,
      protectionEnabled: true,
      expiresInMinutes: 1,
    });
    call('UpdateService', {
      cluster: 'shop',
      service: 'loyalty',
      desiredCount: 1,
    });
    await clock.advance(30_000);
    expect(describeService().runningCount).toBe(2);
    await clock.advance(40_000);
    expect(describeService().runningCount).toBe(1);
  });

  it('are described ten at a time, the missing ones as failures', () => {
    const { call, register, createService } = setUp();
    register('loyalty');
    createService();
    const { services, failures } = call('DescribeServices', {
      cluster: 'shop',
      services: ['loyalty', 'nothing'],
    });
    expect(services).toHaveLength(1);
    expect(failures).toEqual([
      {
        arn: 'arn:aws:ecs:eu-central-1:111122223333:service/shop/nothing',
        reason: 'MISSING',
      },
    ]);
    expect(() =>
      call('DescribeServices', {
        cluster: 'shop',
        services: Array.from({ length: 11 }, (_, i) => `s${i}`),
      }),
    ).toThrow(expect.objectContaining({ code: 'InvalidParameterException' }));
  });

  it('are deleted by force, and drain', async () => {
    const { call, clock, register, createService, describeService } = setUp();
    register('loyalty');
    createService();
    await clock.advance(5_000);
    expect(() =>
      call('DeleteService', { cluster: 'shop', service: 'loyalty' }),
    ).toThrow(expect.objectContaining({ code: 'InvalidParameterException' }));
    call('DeleteService', { cluster: 'shop', service: 'loyalty', force: true });
    expect(describeService().status).toBe('DRAINING');
    await clock.advance(5_000);
    expect(describeService().status).toBe('INACTIVE');
    expect(call('ListServices', { cluster: 'shop' }).serviceArns).toEqual([]);
  });

  it('give their task counts to Container Insights every five seconds', async () => {
    const { world, clock, register, createService } = setUp();
    register('loyalty');
    createService();
    await clock.advance(10_000);
    const samples = (metricName: string) =>
      world.metrics
        .find(scope, {
          namespace: 'ECS/ContainerInsights',
          metricName,
          dimensions: { ClusterName: 'shop', ServiceName: 'loyalty' },
        })
        ?.samples.map(({ value }) => value);
    expect(samples('DesiredTaskCount')).toEqual([2, 2]);
    expect(samples('RunningTaskCount')).toEqual([2, 2]);
    expect(samples('PendingTaskCount')).toEqual([0, 0]);
  });
});

describe('a delivery', () => {
  const arn = 'arn:aws:ecs:eu-central-1:111122223333:cluster/shop';
  const parameters = {
    TaskDefinitionArn: 'media',
    TaskCount: 1,
    LaunchType: 'FARGATE',
    NetworkConfiguration: { awsvpcConfiguration: { Subnets: ['subnet-1'] } },
  };

  it('runs a task with the overrides in its body', async () => {
    const { world, call, register } = setUp();
    register('media');
    await world.deliver({
      arn,
      sender: 'events.amazonaws.com',
      parameters,
      body: JSON.stringify({
        containerOverrides: [
          { name: 'main', environment: [{ name: 'VIDEO', value: 'v-1' }] },
        ],
      }),
    });
    const { taskArns } = call('ListTasks', {
      cluster: 'shop',
      family: 'media',
    });
    const { tasks } = call('DescribeTasks', {
      cluster: 'shop',
      tasks: taskArns,
    });
    expect(tasks).toMatchObject([
      {
        overrides: {
          containerOverrides: [
            { name: 'main', environment: [{ name: 'VIDEO', value: 'v-1' }] },
          ],
        },
      },
    ]);
  });

  it('fails so that the sender retries when there is no room', async () => {
    const { world, register } = setUp();
    register('media');
    setCapacityLimit(world, scope, 'FARGATE', 0);
    await expect(
      world.deliver({
        arn,
        sender: 'events.amazonaws.com',
        parameters,
        body: '{}',
      }),
    ).rejects.toMatchObject({ code: 'ThrottlingException' });
  });
});

it('lists tagged resources for the tagging API', () => {
  const { world, call, register, createService } = setUp();
  register('loyalty');
  const { serviceArn } = createService({
    tags: [{ key: 'event-topology:component', value: 'loyalty' }],
  });
  call('TagResource', {
    resourceArn: serviceArn,
    tags: [{ key: 'team', value: 'crm' }],
  });
  expect(ecsService.taggedResources!(scope, world)).toEqual([
    {
      arn: serviceArn,
      tags: { 'event-topology:component': 'loyalty', team: 'crm' },
    },
  ]);
});
