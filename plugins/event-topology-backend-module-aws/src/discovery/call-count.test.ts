import { Sandbox, startSandbox } from '@ecs-eda/aws-sandbox';
import { Estate } from '../__testing__/Estate';
import { discover, testCalls } from '../__testing__/discover';
import { AwsCalls } from '../calls/aws-calls';

const QUEUES = 300;
const RULES = 150;
const SERVICES = 60;
const STREAMS = 5;

let sandbox: Sandbox;
let estate: Estate;
let calls: AwsCalls;

beforeAll(async () => {
  sandbox = await startSandbox({ port: 0 });
  estate = new Estate(sandbox.url);
  calls = testCalls(sandbox.url);

  const tags = { 'event-topology:system': 'shop' };
  for (let i = 0; i < QUEUES; i++) {
    await estate.queue(`queue-${i}`, { tags });
  }
  await estate.bus('shop');
  await estate.bus('partners');
  for (let i = 0; i < RULES; i++) {
    await estate.rule(`rule-${i}`, {
      bus: i < 130 ? 'shop' : 'partners',
      targets: [{ Id: 'queue', Arn: estate.arn('sqs', `queue-${i}`) }],
      tags,
    });
  }
  for (let i = 0; i < STREAMS; i++) {
    const stream = await estate.stream(`stream-${i}`, { tags });
    if (i < 2) {
      await estate.streamConsumer(stream, 'fraud');
    }
  }
  for (let i = 0; i < SERVICES; i++) {
    const taskRoleArn = await estate.role(`service-${i}`, [
      {
        Action: 'sqs:ReceiveMessage',
        Resource: estate.arn('sqs', `queue-${i}`),
      },
    ]);
    await estate.service(`service-${i}`, {
      cluster: i < 45 ? 'first' : 'second',
      taskRoleArn,
      tags,
    });
    if (i < 12) {
      await estate.stepScaling(
        `service-${i}`,
        `queue-${i}`,
        i < 45 ? 'first' : 'second',
      );
    }
  }
}, 120_000);

afterAll(async () => {
  estate.close();
  await calls.close();
  await sandbox.close();
});

describe('an account with 300 queues, 150 rules, 60 services and 5 streams', () => {
  it('takes exactly the calls of the formula in the README', async () => {
    sandbox.calls.reset();

    const { nodes, edges, scopes } = await discover(calls);

    expect(scopes.flatMap(one => one.errors)).toEqual([]);
    expect(nodes.filter(node => node.kind === 'queue')).toHaveLength(QUEUES);
    expect(nodes.filter(node => node.kind === 'rule')).toHaveLength(RULES);
    expect(edges.filter(edge => edge.kind === 'polls')).toHaveLength(SERVICES);
    expect(sandbox.calls.byAction()).toEqual({
      // Queues: ⌈Q ÷ 1000⌉ lists, and Q
      'sqs:ListQueues': 1,
      'sqs:GetQueueAttributes': QUEUES,
      // Rules: ⌈B ÷ 100⌉ lists of buses, B, ⌈130 ÷ 100⌉ + ⌈20 ÷ 100⌉ + 1 lists of rules, and R
      'events:ListEventBuses': 1,
      'events:DescribeEventBus': 3,
      'events:ListRules': 4,
      'events:ListTargetsByRule': RULES,
      'events:ListArchives': 1,
      'events:ListApiDestinations': 1,
      'events:ListEndpoints': 1,
      // Services: ⌈K ÷ 100⌉, a list a cluster, ⌈45 ÷ 10⌉ + ⌈15 ÷ 10⌉, and a task definition each
      'ecs:ListClusters': 1,
      'ecs:ListServices': 2,
      'ecs:DescribeServices': 7,
      'ecs:DescribeTaskDefinition': SERVICES,
      // Scaling: ⌈12 ÷ 50⌉, ⌈12 ÷ 10⌉, and ⌈12 ÷ 100⌉ for their alarms
      'application-autoscaling:DescribeScalableTargets': 1,
      'application-autoscaling:DescribeScalingPolicies': 2,
      'cloudwatch:DescribeAlarms': 1,
      // Roles: ⌈60 ÷ 1000⌉
      'iam:GetAccountAuthorizationDetails': 1,
      // Streams: ⌈5 ÷ 100⌉, 5, and the 2 that have registered consumers
      'kafka:ListClustersV2': 1,
      'kinesis:ListStreams': 1,
      'kinesis:DescribeStreamSummary': STREAMS,
      'kinesis:ListStreamConsumers': 2,
      // Tags: ⌈455 ÷ 100⌉
      'tag:GetResources': 5,
      // One list each of what there is none of
      'apigateway:GET': 1,
      'lambda:ListFunctions': 1,
      'lambda:ListEventSourceMappings': 1,
      'mq:ListBrokers': 1,
      'pipes:ListPipes': 1,
      'scheduler:ListSchedules': 1,
      'sns:ListTopics': 1,
      'sns:ListSubscriptions': 1,
      'states:ListStateMachines': 1,
      'states:ListActivities': 1,
    });
  }, 60_000);
});
