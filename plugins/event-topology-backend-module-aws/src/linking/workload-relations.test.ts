import { Sandbox, startSandbox } from '@ecs-eda/aws-sandbox';
import { TopologyEdge } from '@ecs-eda/plugin-event-topology-common';
import { Estate } from '../__testing__/Estate';
import { discover, testCalls } from '../__testing__/discover';
import { AwsCalls } from '../calls/aws-calls';

let sandbox: Sandbox;
let estate: Estate;
let calls: AwsCalls;

beforeEach(async () => {
  sandbox = await startSandbox({ port: 0 });
  estate = new Estate(sandbox.url);
  calls = testCalls(sandbox.url);
});

afterEach(async () => {
  estate.close();
  await calls.close();
  await sandbox.close();
});

const QUEUE = 'arn:aws:sqs:eu-central-1:123456789012:orders';
const QUEUE_URL = 'https://sqs.eu-central-1.amazonaws.com/123456789012/orders';
const SERVICE = 'arn:aws:ecs:eu-central-1:123456789012:service/shop/worker';

/** The edges at the service, without those that a queue's policies give. */
async function edgesOfService(): Promise<TopologyEdge[]> {
  const { edges, scopes } = await discover(calls);
  expect(scopes.flatMap(one => one.errors)).toEqual([]);
  return edges.filter(edge => [edge.from, edge.to].includes(SERVICE));
}

/** Two queues whose names begin alike: only the right one may be joined. */
async function twoQueues() {
  const { arn: deadLetterArn } = await estate.queue('orders-dlq');
  await estate.queue('orders', { deadLetterArn });
}

describe('a queue and the service that drains it are joined', () => {
  const polls = {
    id: `${QUEUE}|polls|${SERVICE}`,
    from: QUEUE,
    to: SERVICE,
    kind: 'polls',
  };

  it('by a tag alone', async () => {
    await twoQueues();
    await estate.service('worker', {
      tags: { 'event-topology:consumes': 'orders' },
    });

    expect(await edgesOfService()).toEqual([
      {
        ...polls,
        confidence: 'declared',
        evidence: [
          {
            scope: '123456789012/eu-central-1/ecs',
            source: 'tag',
            operation: 'ecs:DescribeServices',
            field: 'services[].tags[event-topology:consumes]',
            value: 'orders',
          },
        ],
      },
    ]);
  });

  it.each([
    ['an inline policy', false],
    ['a policy that is attached', true],
  ])('by its task role alone, in %s', async (_what, managed) => {
    await twoQueues();
    const taskRoleArn = await estate.role(
      'worker-task',
      [
        {
          Action: ['sqs:ReceiveMessage', 'sqs:DeleteMessage'],
          Resource: QUEUE,
        },
      ],
      { managed },
    );
    await estate.service('worker', { taskRoleArn });

    expect(await edgesOfService()).toEqual([
      {
        ...polls,
        confidence: 'inferred',
        evidence: [
          {
            scope: '123456789012/global/iam',
            source: 'iam-policy',
            operation: 'iam:GetRolePolicy',
            field: 'PolicyDocument.Statement[]',
            value: `sqs:ReceiveMessage on ${QUEUE}`,
            resourceArn: taskRoleArn,
          },
        ],
      },
    ]);
  });

  it('by a task role with wildcards, without its dead-letter queue', async () => {
    await twoQueues();
    const taskRoleArn = await estate.role('worker-task', [
      { Action: 'sqs:*', Resource: 'arn:aws:sqs:*:123456789012:orders*' },
    ]);
    await estate.service('worker', { taskRoleArn });

    expect(await edgesOfService()).toMatchObject([
      { ...polls, confidence: 'inferred' },
    ]);
  });

  it('by none of a role that may do everything', async () => {
    await twoQueues();
    const taskRoleArn = await estate.role('worker-task', [
      { Action: 'sqs:*', Resource: '*' },
    ]);
    await estate.service('worker', { taskRoleArn });

    expect(await edgesOfService()).toEqual([]);
  });

  it.each([
    ['an ARN', 'INPUT', QUEUE],
    ['a URL', 'INPUT', QUEUE_URL],
    ['a name', 'QUEUE_NAME', 'orders'],
    ['a list', 'INPUTS', `["${QUEUE}"]`],
  ])('by %s in its environment alone', async (_what, name, value) => {
    await twoQueues();
    await estate.service('worker', { environment: { [name]: value } });

    const edges = await edgesOfService();

    expect(edges).toMatchObject([
      {
        ...polls,
        confidence: 'inferred',
        evidence: [
          {
            scope: '123456789012/eu-central-1/ecs',
            source: 'environment',
            operation: 'ecs:DescribeTaskDefinition',
            field: `containerDefinitions[worker].environment[${name}]`,
          },
        ],
      },
    ]);
  });

  it('by none of a name that may mean anything, of part of a name, or of a dead-letter queue', async () => {
    await twoQueues();
    await estate.service('worker', {
      environment: {
        SERVICE_NAME: 'orders',
        QUEUE_NAME: 'orders-of-today',
        DLQ_URL: `${QUEUE_URL}-dlq`,
      },
    });

    expect(await edgesOfService()).toEqual([]);
  });

  it('by the alarm of its step scaling alone', async () => {
    await twoQueues();
    await estate.service('worker');
    await estate.stepScaling('worker', 'orders');

    expect(await edgesOfService()).toMatchObject([
      {
        ...polls,
        confidence: 'inferred',
        evidence: [
          {
            source: 'scaling-policy',
            operation: 'cloudwatch:DescribeAlarms',
            value: 'QueueName=orders',
          },
        ],
      },
    ]);
  });

  it('by the metric of its target tracking alone', async () => {
    await twoQueues();
    await estate.service('worker');
    await estate.backlogScaling('worker', 'orders');

    expect(await edgesOfService()).toMatchObject([
      {
        ...polls,
        confidence: 'inferred',
        evidence: [
          {
            source: 'scaling-policy',
            operation: 'application-autoscaling:DescribeScalingPolicies',
            value: 'QueueName=orders',
          },
        ],
      },
    ]);
  });

  it('once by all of them, as sure as the surest', async () => {
    await twoQueues();
    const taskRoleArn = await estate.role('worker-task', [
      { Action: 'sqs:ReceiveMessage', Resource: QUEUE },
    ]);
    await estate.service('worker', {
      taskRoleArn,
      environment: { QUEUE_URL },
      tags: { 'event-topology:consumes': 'queue/orders' },
    });
    await estate.stepScaling('worker', 'orders');

    const edges = await edgesOfService();

    expect(edges).toMatchObject([{ ...polls, confidence: 'declared' }]);
    expect(edges[0].evidence.map(one => one.source)).toEqual([
      'tag',
      'environment',
      'iam-policy',
      'scaling-policy',
    ]);
  });
});

describe('how a service scales', () => {
  it('stands in its attributes, steps in words', async () => {
    await estate.queue('orders');
    await estate.service('worker');
    await estate.stepScaling('worker', 'orders');

    const { nodes } = await discover(calls);

    expect(nodes.find(node => node.id === SERVICE)).toMatchObject({
      attributes: {
        scaling: {
          minCapacity: 0,
          maxCapacity: 10,
          policies: [
            {
              policyName: 'worker-scaling',
              policyType: 'StepScaling',
              cooldownSeconds: 300,
              queueNames: ['orders'],
              steps: ['+1 task from 5 messages', '+2 tasks from 15 messages'],
            },
          ],
        },
      },
    });
  });

  it('knows a backlog per task by its metric math', async () => {
    await estate.queue('orders');
    await estate.service('worker');
    await estate.backlogScaling('worker', 'orders', { targetValue: 25 });

    const { nodes } = await discover(calls);

    expect(nodes.find(node => node.id === SERVICE)).toMatchObject({
      attributes: {
        scaling: {
          policies: [
            {
              policyType: 'TargetTrackingScaling',
              targetValue: 25,
              backlogPerTask: true,
              queueNames: ['orders'],
            },
          ],
        },
      },
    });
  });
});

describe('what a service gives to', () => {
  it('is told by its role, each action for what it says', async () => {
    const bus = await estate.bus('shop');
    const topic = await estate.topic('notifications');
    const activity = await estate.activity('offers');
    await estate.queue('orders');
    const taskRoleArn = await estate.role('worker-task', [
      { Action: 'events:PutEvents', Resource: bus },
      { Action: 'sns:Publish', Resource: topic },
      { Action: 'states:GetActivityTask', Resource: activity },
      { Action: 'sqs:SendMessage', Resource: QUEUE },
    ]);
    await estate.service('worker', { taskRoleArn });

    expect((await edgesOfService()).map(edge => edge.id)).toEqual([
      `${SERVICE}|enqueues|${QUEUE}`,
      `${SERVICE}|publishes|${bus}`,
      `${SERVICE}|publishes|${topic}`,
      `${activity}|works|${SERVICE}`,
    ]);
  });

  it('is told by its environment; a role decides which way a queue goes', async () => {
    const bus = await estate.bus('shop');
    const activity = await estate.activity('offers');
    await estate.queue('orders');
    const taskRoleArn = await estate.role('worker-task', [
      { Action: 'sqs:SendMessage', Resource: QUEUE },
    ]);
    await estate.service('worker', {
      taskRoleArn,
      environment: {
        EVENT_BUS: 'shop',
        ACTIVITY_ARN: activity,
        QUEUE_URL,
      },
    });

    expect((await edgesOfService()).map(edge => edge.id)).toEqual([
      `${SERVICE}|enqueues|${QUEUE}`,
      `${SERVICE}|publishes|${bus}`,
      `${activity}|works|${SERVICE}`,
    ]);
  });

  it('is told by its tags, also for several and of several kinds', async () => {
    const bus = await estate.bus('shop');
    const activity = await estate.activity('offers');
    await estate.service('worker', {
      tags: {
        'event-topology:consumes': `${activity} unknown`,
        'event-topology:produces': 'event-bus/shop',
      },
    });

    expect(await edgesOfService()).toMatchObject([
      { id: `${SERVICE}|publishes|${bus}`, confidence: 'declared' },
      { id: `${activity}|works|${SERVICE}`, confidence: 'declared' },
    ]);
  });
});
