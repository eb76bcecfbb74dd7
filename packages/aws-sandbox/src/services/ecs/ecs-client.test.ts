import {
  ClientException,
  ClusterNotFoundException,
  CreateClusterCommand,
  CreateServiceCommand,
  DescribeServicesCommand,
  DescribeTaskDefinitionCommand,
  DescribeTasksCommand,
  ECSClient,
  InvalidParameterException,
  ListServicesCommand,
  ListTasksCommand,
  RegisterTaskDefinitionCommand,
  RunTaskCommand,
  StopTaskCommand,
  UpdateServiceCommand,
  paginateListServices,
} from '@aws-sdk/client-ecs';
import {
  CreateTargetGroupCommand,
  DescribeTargetHealthCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import {
  EventBridgeClient,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { ManualClock } from '../../core';
import { Sandbox, startSandbox } from '../../server';
import { TEST_SCOPE } from '../../testing/TestWorld';
import { clientConfig } from '../../testing/client-config';
import { elasticloadbalancingService } from '../elasticloadbalancing';
import { eventsService } from '../events';
import { sqsService } from '../sqs';
import { receiveFromQueue } from '../sqs/data-plane';
import { setCapacityLimit, setTaskBehaviour } from './data-plane';
import { ecsService } from './index';

const NETWORK = {
  awsvpcConfiguration: { subnets: ['subnet-1', 'subnet-2', 'subnet-3'] },
};

describe('ECS over the SDK client', () => {
  let sandbox: Sandbox;
  let clock: ManualClock;
  let ecs: ECSClient;
  let events: EventBridgeClient;
  let loadBalancing: ElasticLoadBalancingV2Client;

  const register = (family: string, more: object = {}) =>
    ecs.send(
      new RegisterTaskDefinitionCommand({
        family,
        requiresCompatibilities: ['FARGATE'],
        networkMode: 'awsvpc',
        cpu: '256',
        memory: '512',
        containerDefinitions: [
          {
            name: 'main',
            image: 'main:1',
            portMappings: [{ containerPort: 8080 }],
          },
        ],
        tags: [{ key: 'system', value: 'shop' }],
        ...more,
      }),
    );

  beforeEach(async () => {
    clock = new ManualClock();
    sandbox = await startSandbox({
      port: 0,
      clock,
      services: [
        ecsService,
        eventsService,
        sqsService,
        elasticloadbalancingService,
      ],
    });
    ecs = new ECSClient(clientConfig(sandbox));
    events = new EventBridgeClient(clientConfig(sandbox));
    loadBalancing = new ElasticLoadBalancingV2Client(clientConfig(sandbox));
    await ecs.send(
      new CreateClusterCommand({
        clusterName: 'shop',
        capacityProviders: ['FARGATE', 'FARGATE_SPOT'],
      }),
    );
    await register('media');
  });

  afterEach(async () => {
    ecs.destroy();
    events.destroy();
    loadBalancing.destroy();
    await sandbox.close();
  });

  const runTask = (more: object = {}) =>
    ecs.send(
      new RunTaskCommand({
        cluster: 'shop',
        taskDefinition: 'media',
        launchType: 'FARGATE',
        networkConfiguration: NETWORK,
        ...more,
      }),
    );

  const createService = (serviceName: string, more: object = {}) =>
    ecs.send(
      new CreateServiceCommand({
        cluster: 'shop',
        serviceName,
        taskDefinition: 'media',
        desiredCount: 1,
        launchType: 'FARGATE',
        networkConfiguration: NETWORK,
        ...more,
      }),
    );

  it('describes a task definition with its defaults, times and tags', async () => {
    const { taskDefinition, tags } = await ecs.send(
      new DescribeTaskDefinitionCommand({
        taskDefinition: 'media',
        include: ['TAGS'],
      }),
    );
    expect(taskDefinition).toMatchObject({
      family: 'media',
      revision: 1,
      registeredAt: new Date(clock.now()),
      containerDefinitions: [
        {
          essential: true,
          portMappings: [{ containerPort: 8080, hostPort: 8080 }],
        },
      ],
    });
    expect(tags).toEqual([{ key: 'system', value: 'shop' }]);
  });

  it('gives ten services a page unless asked, and no token at the end', async () => {
    for (let i = 0; i < 12; i++) {
      await createService(`service-${i}`, { desiredCount: 0 });
    }
    const sizes: number[] = [];
    for await (const page of paginateListServices(
      { client: ecs },
      { cluster: 'shop' },
    )) {
      sizes.push(page.serviceArns?.length ?? 0);
    }
    expect(sizes).toEqual([10, 2]);
    const all = await ecs.send(
      new ListServicesCommand({ cluster: 'shop', maxResults: 100 }),
    );
    expect(all.serviceArns).toHaveLength(12);
    expect(all.nextToken).toBeUndefined();
  });

  it('throws its errors under their own classes', async () => {
    await expect(
      ecs.send(new ListServicesCommand({ cluster: 'elsewhere' })),
    ).rejects.toBeInstanceOf(ClusterNotFoundException);
    await expect(
      ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition: 'none' })),
    ).rejects.toBeInstanceOf(ClientException);
    await expect(
      ecs.send(
        new ListServicesCommand({ cluster: 'shop', nextToken: 'made-up' }),
      ),
    ).rejects.toBeInstanceOf(InvalidParameterException);
    await expect(runTask({ count: 11 })).rejects.toBeInstanceOf(
      InvalidParameterException,
    );
  });

  it('answers RunTask with 200 and failures when there is no room', async () => {
    setCapacityLimit(sandbox.world, TEST_SCOPE, 'FARGATE', 0);
    const { $metadata, tasks, failures } = await runTask();
    expect($metadata.httpStatusCode).toBe(200);
    expect(tasks).toEqual([]);
    expect(failures).toHaveLength(1);
  });

  it('reports what becomes of a task to EventBridge, state by state', async () => {
    const queueArn = `arn:aws:sqs:${TEST_SCOPE.region}:${TEST_SCOPE.accountId}:tasks`;
    await callSqs('CreateQueue', {
      QueueName: 'tasks',
      Attributes: {
        Policy: JSON.stringify({
          Statement: [
            {
              Effect: 'Allow',
              Principal: { Service: 'events.amazonaws.com' },
              Action: 'sqs:SendMessage',
              Resource: queueArn,
            },
          ],
        }),
      },
    });
    await events.send(
      new PutRuleCommand({
        Name: 'tasks',
        EventPattern: JSON.stringify({
          source: ['aws.ecs'],
          'detail-type': ['ECS Task State Change'],
        }),
      }),
    );
    await events.send(
      new PutTargetsCommand({
        Rule: 'tasks',
        Targets: [{ Id: 'queue', Arn: queueArn }],
      }),
    );
    setTaskBehaviour(sandbox.world, 'media', { runSeconds: 5, exitCode: 1 });
    const { tasks } = await runTask();
    for (let i = 0; i < 20; i++) {
      await clock.advance(1_000);
    }
    const messages = [
      ...receiveFromQueue(sandbox.world, queueArn, { maxMessages: 10 }),
      ...receiveFromQueue(sandbox.world, queueArn, { maxMessages: 10 }),
    ].map(({ body }) => JSON.parse(body));
    expect(messages.map(({ detail }) => detail.lastStatus).sort()).toEqual(
      [
        'PROVISIONING',
        'PENDING',
        'ACTIVATING',
        'RUNNING',
        'DEACTIVATING',
        'STOPPING',
        'DEPROVISIONING',
        'STOPPED',
      ].sort(),
    );
    const stopped = messages.find(
      ({ detail }) => detail.lastStatus === 'STOPPED',
    );
    expect(stopped).toMatchObject({
      source: 'aws.ecs',
      resources: [tasks?.[0].taskArn],
      detail: {
        stopCode: 'EssentialContainerExited',
        containers: [{ name: 'main', exitCode: 1 }],
      },
    });
  });

  it('runs a task for an event that a rule matches', async () => {
    await events.send(
      new PutRuleCommand({
        Name: 'long-videos',
        EventPattern: JSON.stringify({ source: ['shop.media'] }),
      }),
    );
    await events.send(
      new PutTargetsCommand({
        Rule: 'long-videos',
        Targets: [
          {
            Id: 'task',
            Arn: `arn:aws:ecs:${TEST_SCOPE.region}:${TEST_SCOPE.accountId}:cluster/shop`,
            RoleArn: `arn:aws:iam::${TEST_SCOPE.accountId}:role/events`,
            EcsParameters: {
              TaskDefinitionArn: `arn:aws:ecs:${TEST_SCOPE.region}:${TEST_SCOPE.accountId}:task-definition/media`,
              TaskCount: 2,
              LaunchType: 'FARGATE',
              NetworkConfiguration: {
                awsvpcConfiguration: { Subnets: ['subnet-1'] },
              },
            },
            InputTransformer: {
              InputPathsMap: { video: '$.detail.videoId' },
              InputTemplate:
                '{"containerOverrides":[{"name":"main","environment":[{"name":"VIDEO","value":<video>}]}]}',
            },
          },
        ],
      }),
    );
    const seen: string[] = [];
    setTaskBehaviour(sandbox.world, 'media', {
      runSeconds: 5,
      onStart: ({ environment }) => {
        seen.push(environment.VIDEO);
      },
    });
    await sandbox.world.service('events').operations.PutEvents(
      {
        Entries: [
          {
            Source: 'shop.media',
            DetailType: 'VideoUploaded',
            Detail: '{"videoId":"v-42"}',
          },
        ],
      },
      {
        ...TEST_SCOPE,
        world: sandbox.world,
        requestId: 'request',
        principalArn: 'arn:aws:iam::111111111111:root',
        signal: new AbortController().signal,
      },
    );
    for (let i = 0; i < 10; i++) {
      await clock.advance(1_000);
    }
    expect(seen).toEqual(['v-42', 'v-42']);
  });

  it('keeps the target groups of a service in step with its tasks', async () => {
    const { TargetGroups } = await loadBalancing.send(
      new CreateTargetGroupCommand({
        Name: 'payment',
        Protocol: 'HTTP',
        Port: 8080,
        VpcId: 'vpc-1',
        TargetType: 'ip',
      }),
    );
    const targetGroupArn = TargetGroups?.[0].TargetGroupArn;
    const targets = async () =>
      (
        await loadBalancing.send(
          new DescribeTargetHealthCommand({ TargetGroupArn: targetGroupArn }),
        )
      ).TargetHealthDescriptions?.map(({ Target }) => Target);
    await createService('payment', {
      desiredCount: 2,
      loadBalancers: [
        { targetGroupArn, containerName: 'main', containerPort: 8080 },
      ],
    });
    expect(await targets()).toEqual([]);
    await clock.advance(5_000);
    expect(await targets()).toEqual([
      expect.objectContaining({
        Id: expect.stringMatching(/^10\.0\./),
        Port: 8080,
      }),
      expect.objectContaining({ Port: 8080 }),
    ]);
    await ecs.send(
      new UpdateServiceCommand({
        cluster: 'shop',
        service: 'payment',
        desiredCount: 0,
      }),
    );
    await clock.advance(5_000);
    expect(await targets()).toEqual([]);
  });

  it('gives times as times, and a service that is stable when its tasks run', async () => {
    await createService('offers');
    await clock.advance(5_000);
    const { services, failures } = await ecs.send(
      new DescribeServicesCommand({
        cluster: 'shop',
        services: ['offers', 'nothing'],
      }),
    );
    expect(failures).toMatchObject([{ reason: 'MISSING' }]);
    expect(services).toMatchObject([
      {
        createdAt: expect.any(Date),
        runningCount: 1,
        deployments: [{ rolloutState: 'COMPLETED' }],
        events: expect.arrayContaining([
          expect.objectContaining({
            message: '(service offers) has reached a steady state.',
          }),
        ]),
      },
    ]);
    const { taskArns } = await ecs.send(
      new ListTasksCommand({ cluster: 'shop', serviceName: 'offers' }),
    );
    await ecs.send(
      new StopTaskCommand({ cluster: 'shop', task: taskArns?.[0] }),
    );
    const { tasks } = await ecs.send(
      new DescribeTasksCommand({ cluster: 'shop', tasks: taskArns }),
    );
    expect(tasks).toMatchObject([
      { startedAt: expect.any(Date), desiredStatus: 'STOPPED' },
    ]);
  });

  async function callSqs(operation: string, input: object) {
    return sandbox.world.service('sqs').operations[operation](input, {
      ...TEST_SCOPE,
      world: sandbox.world,
      requestId: 'request',
      principalArn: `arn:aws:iam::${TEST_SCOPE.accountId}:root`,
      signal: new AbortController().signal,
    });
  }
});
