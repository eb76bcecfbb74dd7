import { TEST_SCOPE, TestWorld } from '../../testing/TestWorld';
import { ecsService } from '../ecs';
import { setCapacityLimit, setTaskBehaviour } from '../ecs/data-plane';
import { eventsService } from '../events';
import { lambdaService } from '../lambda';
import { setFunctionHandler } from '../lambda/data-plane';
import { snsService } from '../sns';
import { sqsService } from '../sqs';
import { receiveFromQueue } from '../sqs/data-plane';
import { sendTaskHeartbeat, sendTaskSuccess } from './data-plane';
import { statesService } from './index';

const { region, accountId } = TEST_SCOPE;
const QUEUE_ARN = `arn:aws:sqs:${region}:${accountId}:out`;
const FUNCTION_ARN = `arn:aws:lambda:${region}:${accountId}:function:price`;

describe('service integrations of step functions', () => {
  let world: TestWorld;
  let queueUrl: string;

  beforeEach(async () => {
    world = new TestWorld([
      ecsService,
      eventsService,
      lambdaService,
      snsService,
      sqsService,
      statesService,
    ]);
    queueUrl = (await world.call('sqs', 'CreateQueue', { QueueName: 'out' }))
      .QueueUrl;
  });

  const states = (operation: string, input: object = {}) =>
    world.call('states', operation, input);

  async function createMachine(name: string, state: object) {
    const { stateMachineArn } = await states('CreateStateMachine', {
      name,
      roleArn: 'arn:aws:iam::111111111111:role/workflow',
      definition: JSON.stringify({
        StartAt: 'Only',
        States: { Only: { Type: 'Task', End: true, ...state } },
      }),
    });
    return stateMachineArn as string;
  }

  async function run(state: object, input: unknown = {}) {
    const stateMachineArn = await createMachine('machine', state);
    const { executionArn } = await states('StartExecution', {
      stateMachineArn,
      name: 'one',
      input: JSON.stringify(input),
    });
    await world.clock.advance(0);
    await new Promise(resolve => setImmediate(resolve));
    return () => states('DescribeExecution', { executionArn });
  }

  const queued = () =>
    receiveFromQueue(world.world, QUEUE_ARN, { maxMessages: 10 }).map(
      ({ body }) => JSON.parse(body),
    );

  it('sends a message', async () => {
    const describe = await run(
      {
        Resource: 'arn:aws:states:::sqs:sendMessage',
        Parameters: { QueueUrl: queueUrl, MessageBody: { 'id.$': '$.id' } },
      },
      { id: 7 },
    );
    const { status, output } = await describe();
    expect(status).toBe('SUCCEEDED');
    expect(JSON.parse(output).MessageId).toBeDefined();
    expect(queued()).toEqual([{ id: 7 }]);
  });

  it('names the errors of services as Step Functions does', async () => {
    const describe = await run({
      Resource: 'arn:aws:states:::sqs:sendMessage',
      Parameters: { QueueUrl: `${queueUrl}-other`, MessageBody: 'x' },
    });
    expect(await describe()).toMatchObject({
      status: 'FAILED',
      error: 'SQS.QueueDoesNotExistException',
    });
  });

  it('waits for a callback by the token in a message', async () => {
    const describe = await run({
      Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
      Parameters: {
        QueueUrl: queueUrl,
        MessageBody: { 'token.$': '$$.Task.Token' },
      },
      HeartbeatSeconds: 20,
    });
    const [{ token }] = queued();
    await world.clock.advance(15_000);
    sendTaskHeartbeat(world.world, token);
    await world.clock.advance(15_000);
    expect((await describe()).status).toBe('RUNNING');
    sendTaskSuccess(world.world, token, '{"accepted":true}');
    await world.clock.advance(0);
    await new Promise(resolve => setImmediate(resolve));
    expect(await describe()).toMatchObject({
      status: 'SUCCEEDED',
      output: '{"accepted":true}',
    });
  });

  it('misses the heartbeat of a callback', async () => {
    const describe = await run({
      Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
      Parameters: {
        QueueUrl: queueUrl,
        MessageBody: { 'token.$': '$$.Task.Token' },
      },
      HeartbeatSeconds: 20,
    });
    await world.clock.advance(20_000);
    expect(await describe()).toMatchObject({
      status: 'FAILED',
      error: 'States.HeartbeatTimeout',
    });
  });

  it('publishes to a topic', async () => {
    const { TopicArn } = await world.call('sns', 'CreateTopic', { Name: 't' });
    const describe = await run({
      Resource: 'arn:aws:states:::sns:publish',
      Parameters: { TopicArn, Message: { hello: 'you' } },
    });
    const { status, output } = await describe();
    expect(status).toBe('SUCCEEDED');
    expect(JSON.parse(output).MessageId).toBeDefined();
    expect(
      world.metricSum('AWS/SNS', 'NumberOfMessagesPublished', {
        TopicName: 't',
      }),
    ).toBe(1);
  });

  describe('events', () => {
    beforeEach(async () => {
      const { RuleArn } = await world.call('events', 'PutRule', {
        Name: 'all',
        EventPattern: '{"source":["shop"]}',
      });
      await world.call('sqs', 'SetQueueAttributes', {
        QueueUrl: queueUrl,
        Attributes: {
          Policy: JSON.stringify({
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Principal: { Service: 'events.amazonaws.com' },
                Action: 'sqs:SendMessage',
                Resource: QUEUE_ARN,
                Condition: { ArnEquals: { 'aws:SourceArn': RuleArn } },
              },
            ],
          }),
        },
      });
      await world.call('events', 'PutTargets', {
        Rule: 'all',
        Targets: [{ Id: 'q', Arn: QUEUE_ARN }],
      });
    });

    it('puts events that say which execution sent them', async () => {
      const describe = await run({
        Resource: 'arn:aws:states:::events:putEvents',
        Parameters: {
          Entries: [{ Source: 'shop', DetailType: 'Ready', Detail: { id: 1 } }],
        },
      });
      const { status, executionArn, stateMachineArn } = await describe();
      expect(status).toBe('SUCCEEDED');
      expect(queued()).toMatchObject([
        { detail: { id: 1 }, resources: [stateMachineArn, executionArn] },
      ]);
    });

    it('fails for an entry that fails', async () => {
      const describe = await run({
        Resource: 'arn:aws:states:::events:putEvents',
        Parameters: { Entries: [{ Source: 'aws.shop', Detail: {} }] },
      });
      expect(await describe()).toMatchObject({
        status: 'FAILED',
        error: 'EventBridge.FailedEntry',
      });
    });

    it('announces every change of status on the default bus', async () => {
      await world.call('events', 'PutRule', {
        Name: 'all',
        EventPattern: '{"source":["aws.states"]}',
      });
      await run({
        Resource: 'arn:aws:states:::lambda:invoke',
        Parameters: { FunctionName: 'none' },
      });
      const details = queued().map(({ detail }) => detail.status);
      expect(details.sort()).toEqual(['FAILED', 'RUNNING']);
    });
  });

  describe('functions', () => {
    beforeEach(() =>
      world.call('lambda', 'CreateFunction', {
        FunctionName: 'price',
        Runtime: 'nodejs22.x',
        Handler: 'index.handler',
        Role: 'arn:aws:iam::111111111111:role/price',
        Code: { S3Bucket: 'b', S3Key: 'k' },
        Timeout: 10,
      }),
    );

    it('invokes by name and by ARN', async () => {
      setFunctionHandler(world.world, FUNCTION_ARN, event => ({ was: event }));
      const byName = await run({
        Resource: 'arn:aws:states:::lambda:invoke',
        Parameters: { FunctionName: 'price', Payload: { id: 1 } },
      });
      expect(JSON.parse((await byName()).output)).toMatchObject({
        Payload: { was: { id: 1 } },
        StatusCode: 200,
      });
      await states('DeleteStateMachine', {
        stateMachineArn: (await byName()).stateMachineArn,
      });
      const byArn = await run({ Resource: FUNCTION_ARN }, { id: 2 });
      expect(JSON.parse((await byArn()).output)).toEqual({ was: { id: 2 } });
    });

    it('lets Retry and Catch see the name of the error', async () => {
      let calls = 0;
      class SoldOut extends Error {
        override name = 'SoldOut';
      }
      setFunctionHandler(world.world, FUNCTION_ARN, () => {
        calls += 1;
        throw new SoldOut('none left');
      });
      const describe = await run({
        Resource: FUNCTION_ARN,
        Retry: [
          { ErrorEquals: ['SoldOut'], IntervalSeconds: 1, MaxAttempts: 2 },
        ],
      });
      await world.clock.advance(3_000);
      expect(calls).toBe(3);
      const { error, cause } = await describe();
      expect(error).toBe('SoldOut');
      expect(JSON.parse(cause)).toMatchObject({ errorMessage: 'none left' });
    });

    it('says which function is not there', async () => {
      const describe = await run({ Resource: `${FUNCTION_ARN}s` });
      expect(await describe()).toMatchObject({
        error: 'Lambda.ResourceNotFoundException',
      });
    });
  });

  describe('containers', () => {
    const runTask = (pattern: string, more = {}) => ({
      Resource: `arn:aws:states:::ecs:runTask${pattern}`,
      Parameters: {
        Cluster: 'shop',
        TaskDefinition: 'job',
        LaunchType: 'FARGATE',
        NetworkConfiguration: {
          AwsvpcConfiguration: { Subnets: ['subnet-1'] },
        },
        Overrides: {
          ContainerOverrides: [
            {
              Name: 'main',
              Environment: [{ Name: 'ID', 'Value.$': '$.id' }],
            },
          ],
        },
      },
      ...more,
    });

    beforeEach(async () => {
      await world.call('ecs', 'CreateCluster', { clusterName: 'shop' });
      await world.call('ecs', 'RegisterTaskDefinition', {
        family: 'job',
        networkMode: 'awsvpc',
        requiresCompatibilities: ['FARGATE'],
        cpu: '256',
        memory: '512',
        executionRoleArn: 'arn:aws:iam::111111111111:role/execution',
        containerDefinitions: [
          { name: 'main', image: 'job:1', essential: true },
        ],
      });
    });

    const tasks = async () => {
      const { taskArns } = await world.call('ecs', 'ListTasks', {
        cluster: 'shop',
      });
      return taskArns as string[];
    };

    it('starts a task and does not wait', async () => {
      const describe = await run(runTask(''), { id: 'v-1' });
      const { status, output } = await describe();
      expect(status).toBe('SUCCEEDED');
      const [task] = JSON.parse(output).Tasks;
      expect(await tasks()).toEqual([task.TaskArn]);
      expect(task.Overrides.ContainerOverrides[0].Environment).toEqual([
        { Name: 'ID', Value: 'v-1' },
      ]);
    });

    it('waits for the end of a task', async () => {
      setTaskBehaviour(world.world, 'job', { runSeconds: 20 });
      const describe = await run(runTask('.sync'), { id: 'v-1' });
      await world.clock.advance(15_000);
      expect((await describe()).status).toBe('RUNNING');
      await world.clock.advance(15_000);
      const { status, output } = await describe();
      expect(status).toBe('SUCCEEDED');
      expect(JSON.parse(output)).toMatchObject({
        LastStatus: 'STOPPED',
        Containers: [{ Name: 'main', ExitCode: 0 }],
      });
    });

    it('fails with a task that fails', async () => {
      setTaskBehaviour(world.world, 'job', { runSeconds: 1, exitCode: 3 });
      const describe = await run(runTask('.sync'), { id: 'v-1' });
      await world.clock.advance(30_000);
      const { error, cause } = await describe();
      expect(error).toBe('States.TaskFailed');
      expect(JSON.parse(cause).Containers[0].ExitCode).toBe(3);
    });

    it('stops the task when its time is over', async () => {
      const describe = await run(runTask('.sync', { TimeoutSeconds: 30 }), {
        id: 'v-1',
      });
      await world.clock.advance(30_000);
      expect((await describe()).error).toBe('States.Timeout');
      await world.clock.advance(10_000);
      expect(await tasks()).toEqual([]);
    });

    it('has the container answer by its token', async () => {
      setTaskBehaviour(world.world, 'job', {
        runSeconds: 5,
        onStop: task =>
          sendTaskSuccess(world.world, task.environment.TOKEN, '"done"'),
      });
      const state = runTask('.waitForTaskToken');
      state.Parameters.Overrides.ContainerOverrides[0].Environment = [
        { Name: 'TOKEN', 'Value.$': '$$.Task.Token' },
      ];
      const describe = await run(state);
      await world.clock.advance(30_000);
      expect(await describe()).toMatchObject({
        status: 'SUCCEEDED',
        output: '"done"',
      });
    });

    it('does not notice without waiting that there was no room, and does with', async () => {
      setCapacityLimit(world.world, TEST_SCOPE, 'FARGATE', 0);
      const without = await run(runTask(''), { id: 'v-1' });
      const { status, output, stateMachineArn } = await without();
      expect(status).toBe('SUCCEEDED');
      expect(JSON.parse(output).Failures).toHaveLength(1);
      await states('DeleteStateMachine', { stateMachineArn });
      const waiting = await run(runTask('.sync'), { id: 'v-1' });
      expect((await waiting()).error).toBe('AmazonECS.Unknown');
    });

    it('names what ECS refuses', async () => {
      const state = runTask('');
      state.Parameters.Cluster = 'other';
      const describe = await run(state, { id: 'v-1' });
      expect((await describe()).error).toBe('ECS.ClusterNotFoundException');
    });
  });

  describe('workflows within workflows', () => {
    const child = async (state: object) =>
      createMachine('child', { Type: 'Wait', Seconds: 5, ...state });

    it.each([
      ['.sync', '{"n":1}'],
      ['.sync:2', { n: 1 }],
    ])('waits with %s', async (pattern, expected) => {
      const describe = await run({
        Resource: `arn:aws:states:::states:startExecution${pattern}`,
        Parameters: { StateMachineArn: await child({}), Input: { n: 1 } },
      });
      await world.clock.advance(4_000);
      expect((await describe()).status).toBe('RUNNING');
      await world.clock.advance(1_000);
      const { status, output } = await describe();
      expect(status).toBe('SUCCEEDED');
      expect(JSON.parse(output)).toMatchObject({
        Status: 'SUCCEEDED',
        Output: expected,
      });
    });

    it('stops the child with the parent', async () => {
      const stateMachineArn = await child({ Seconds: 500 });
      const describe = await run({
        Resource: 'arn:aws:states:::states:startExecution.sync:2',
        Parameters: { StateMachineArn: stateMachineArn, Name: 'inner' },
      });
      await states('StopExecution', {
        executionArn: (await describe()).executionArn,
      });
      const { executions } = await states('ListExecutions', {
        stateMachineArn,
      });
      expect(executions).toMatchObject([{ name: 'inner', status: 'ABORTED' }]);
    });

    it('names what Step Functions refuses', async () => {
      const describe = await run({
        Resource: 'arn:aws:states:::states:startExecution',
        Parameters: {
          StateMachineArn:
            'arn:aws:states:eu-west-1:111111111111:stateMachine:none',
        },
      });
      expect((await describe()).error).toBe(
        'StepFunctions.StateMachineDoesNotExistException',
      );
    });
  });
});
