import {
  ActivityListItem,
  CreateActivityCommand,
  CreateStateMachineCommand,
  DeleteActivityCommand,
  DeleteStateMachineCommand,
  DescribeActivityCommand,
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  GetActivityTaskCommand,
  ListActivitiesCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  ListTagsForResourceCommand,
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  StartExecutionCommand,
  StateMachineListItem,
} from '@aws-sdk/client-sfn';
import { Check } from '../check';
import { ContractContext } from '../contract-context';
import { expectError } from '../expect-error';
import { createQueue, receiveJson } from './sqs';

async function createActivity(
  context: ContractContext,
  name = context.name('activity'),
): Promise<string> {
  const { aws } = context;
  const { activityArn } = await aws.sfn.send(
    new CreateActivityCommand({
      name,
      tags: [{ key: 'event-topology:component', value: 'offers' }],
    }),
  );
  context.cleanUp(() =>
    aws.sfn.send(new DeleteActivityCommand({ activityArn })),
  );
  return activityArn ?? '';
}

/** Creates a state machine that goes away with the check. */
export async function createStateMachine(
  context: ContractContext,
  states: Record<string, unknown>,
  name = context.name('machine'),
): Promise<string> {
  const { aws } = context;
  const { stateMachineArn } = await aws.sfn.send(
    new CreateStateMachineCommand({
      name,
      definition: JSON.stringify({
        StartAt: Object.keys(states)[0],
        States: states,
      }),
      roleArn: await context.role('states.amazonaws.com', [
        'sqs:SendMessage',
        'events:PutEvents',
        'ecs:RunTask',
        'ecs:StopTask',
        'ecs:DescribeTasks',
        'iam:PassRole',
        'events:PutRule',
        'events:PutTargets',
        'events:DescribeRule',
      ]),
      tags: [{ key: 'event-topology:component', value: 'offers' }],
    }),
  );
  context.cleanUp(() =>
    aws.sfn.send(new DeleteStateMachineCommand({ stateMachineArn })),
  );
  return stateMachineArn ?? '';
}

/** Starts an execution. @returns its ARN */
export async function start(
  context: ContractContext,
  stateMachineArn: string,
  input: unknown,
): Promise<string> {
  const { executionArn } = await context.aws.sfn.send(
    new StartExecutionCommand({
      stateMachineArn,
      input: JSON.stringify(input),
    }),
  );
  return executionArn ?? '';
}

/** Waits until an execution has ended. */
export function ended(context: ContractContext, executionArn: string) {
  return context.eventually('the end of an execution', async () => {
    const execution = await context.aws.sfn.send(
      new DescribeExecutionCommand({ executionArn }),
    );
    return execution.status !== 'RUNNING' && execution;
  });
}

/** Takes one piece of work, as a worker would. */
function takeTask(context: ContractContext, activityArn: string) {
  return context.eventually('work for the activity', async () => {
    const { taskToken, input } = await context.aws.sfn.send(
      new GetActivityTaskCommand({ activityArn, workerName: 'contract' }),
    );
    return taskToken ? { taskToken, input: JSON.parse(input ?? '') } : false;
  });
}

/** State machines, executions and activities. */
export const sfnChecks: Check[] = [
  {
    behaviour: 'gives a definition and tags back as they were written',
    async run(context) {
      const { aws } = context;
      const states = { Nothing: { Type: 'Pass', End: true } };
      const stateMachineArn = await createStateMachine(context, states);
      const machine = await aws.sfn.send(
        new DescribeStateMachineCommand({ stateMachineArn }),
      );
      expect(machine).toMatchObject({ type: 'STANDARD', status: 'ACTIVE' });
      expect(JSON.parse(machine.definition ?? '')).toEqual({
        StartAt: 'Nothing',
        States: states,
      });
      const { tags } = await aws.sfn.send(
        new ListTagsForResourceCommand({ resourceArn: stateMachineArn }),
      );
      expect(tags).toEqual([
        { key: 'event-topology:component', value: 'offers' },
      ]);
    },
  },
  {
    behaviour: 'lists state machines and activities, page by page',
    async run(context) {
      const { aws } = context;
      const machines: string[] = [];
      const activities: string[] = [];
      for (const _ of ['a', 'b', 'c']) {
        machines.push(
          await createStateMachine(context, {
            Nothing: { Type: 'Pass', End: true },
          }),
        );
        activities.push(await createActivity(context));
      }
      const listedMachines = await context.pages<StateMachineListItem>(
        'states:ListStateMachines',
        async nextToken => {
          const page = await aws.sfn.send(
            new ListStateMachinesCommand({ maxResults: 2, nextToken }),
          );
          return { items: page.stateMachines, next: page.nextToken };
        },
      );
      expect(listedMachines.map(one => one.stateMachineArn)).toEqual(
        expect.arrayContaining(machines),
      );
      const listedActivities = await context.pages<ActivityListItem>(
        'states:ListActivities',
        async nextToken => {
          const page = await aws.sfn.send(
            new ListActivitiesCommand({ maxResults: 2, nextToken }),
          );
          return { items: page.activities, next: page.nextToken };
        },
      );
      expect(listedActivities.map(one => one.activityArn)).toEqual(
        expect.arrayContaining(activities),
      );
    },
  },
  {
    behaviour: 'runs choices, maps and intrinsic functions to their result',
    async run(context) {
      const stateMachineArn = await createStateMachine(context, {
        Choose: {
          Type: 'Choice',
          Choices: [
            { Variable: '$.total', NumericGreaterThan: 100, Next: 'Large' },
          ],
          Default: 'Small',
        },
        Small: { Type: 'Fail', Error: 'TooSmall', Cause: 'Not worth it' },
        Large: {
          Type: 'Map',
          ItemsPath: '$.items',
          ItemProcessor: {
            ProcessorConfig: { Mode: 'INLINE' },
            StartAt: 'Name',
            States: {
              Name: {
                Type: 'Pass',
                Parameters: { 'name.$': "States.Format('item {}', $)" },
                End: true,
              },
            },
          },
          End: true,
        },
      });
      const large = await ended(
        context,
        await start(context, stateMachineArn, { total: 500, items: [1, 2] }),
      );
      expect(large.status).toBe('SUCCEEDED');
      expect(JSON.parse(large.output ?? '')).toEqual([
        { name: 'item 1' },
        { name: 'item 2' },
      ]);
      const small = await ended(
        context,
        await start(context, stateMachineArn, { total: 5, items: [] }),
      );
      expect(small).toMatchObject({ status: 'FAILED', error: 'TooSmall' });
      const { executions } = await context.aws.sfn.send(
        new ListExecutionsCommand({ stateMachineArn, statusFilter: 'FAILED' }),
      );
      expect(executions?.map(one => one.executionArn)).toEqual([
        small.executionArn,
      ]);
    },
  },
  {
    behaviour: 'hands work to an activity worker and takes its result back',
    async run(context) {
      const { aws } = context;
      const activityArn = await createActivity(context);
      expect(
        await aws.sfn.send(new DescribeActivityCommand({ activityArn })),
      ).toMatchObject({ activityArn });
      const stateMachineArn = await createStateMachine(context, {
        Calculate: {
          Type: 'Task',
          Resource: activityArn,
          HeartbeatSeconds: 60,
          TimeoutSeconds: 300,
          Catch: [{ ErrorEquals: ['NoOffer'], Next: 'None' }],
          End: true,
        },
        None: { Type: 'Pass', Result: { discount: 0 }, End: true },
      });
      const good = await start(context, stateMachineArn, { customer: 'c-1' });
      const work = await takeTask(context, activityArn);
      expect(work.input).toEqual({ customer: 'c-1' });
      const { taskToken } = work;
      await aws.sfn.send(new SendTaskHeartbeatCommand({ taskToken }));
      await aws.sfn.send(
        new SendTaskSuccessCommand({ taskToken, output: '{"discount": 10}' }),
      );
      expect(await ended(context, good)).toMatchObject({
        status: 'SUCCEEDED',
        output: expect.stringContaining('10'),
      });

      const bad = await start(context, stateMachineArn, { customer: 'c-2' });
      const other = await takeTask(context, activityArn);
      await aws.sfn.send(
        new SendTaskFailureCommand({
          taskToken: other.taskToken,
          error: 'NoOffer',
          cause: 'Nothing bought',
        }),
      );
      const { output } = await ended(context, bad);
      expect(JSON.parse(output ?? '')).toEqual({ discount: 0 });
    },
  },
  {
    behaviour: 'waits for a task token that went out by a queue',
    async run(context) {
      const { aws } = context;
      const queue = await createQueue(context);
      const stateMachineArn = await createStateMachine(context, {
        Ask: {
          Type: 'Task',
          Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
          Parameters: {
            QueueUrl: queue.url,
            MessageBody: { 'token.$': '$$.Task.Token', 'order.$': '$.orderId' },
          },
          HeartbeatSeconds: 120,
          End: true,
        },
      });
      const execution = await start(context, stateMachineArn, {
        orderId: 'o-1',
      });
      const question = await receiveJson(context, queue.url);
      expect(question.order).toBe('o-1');
      await aws.sfn.send(
        new SendTaskSuccessCommand({
          taskToken: question.token,
          output: '{"answer": "yes"}',
        }),
      );
      const { status, output } = await ended(context, execution);
      expect(status).toBe('SUCCEEDED');
      expect(JSON.parse(output ?? '')).toEqual({ answer: 'yes' });
    },
  },
  {
    behaviour:
      'refuses a definition that is none, and tokens that it never gave',
    async run(context) {
      const { aws } = context;
      await expectError(
        createStateMachine(context, { Broken: { Type: 'Nonsense' } }),
        'InvalidDefinition',
      );
      await expectError(
        aws.sfn.send(
          new SendTaskSuccessCommand({ taskToken: 'no-token', output: '{}' }),
        ),
        'InvalidToken',
        'TaskDoesNotExist',
      );
      await expectError(
        aws.sfn.send(
          new DescribeStateMachineCommand({
            stateMachineArn: `arn:aws:states:${context.region}:${context.accountId}:stateMachine:contract-absent`,
          }),
        ),
        'StateMachineDoesNotExist',
      );
    },
  },
];
