import { TEST_SCOPE, TestWorld } from '../../testing/TestWorld';
import { takeActivityTask } from './data-plane';
import { statesService } from './index';
import { StateDefinition } from './definition/state-machine-definition';

const ROLE = 'arn:aws:iam::111111111111:role/workflow';

function flow(states: Record<string, StateDefinition | object>, more = {}) {
  return JSON.stringify({
    StartAt: Object.keys(states)[0],
    States: states,
    ...more,
  });
}

describe('step functions', () => {
  let world: TestWorld;

  beforeEach(() => {
    world = new TestWorld([statesService]);
  });

  const states = (operation: string, input: object = {}, context = {}) =>
    world.call('states', operation, input, context);

  const tick = () => new Promise(resolve => setImmediate(resolve));

  /** Lets promises that wait for nothing but each other settle. */
  const settle = () => world.clock.advance(0).then(() => tick());

  async function create(definition: string, input: object = {}) {
    const { stateMachineArn } = await states('CreateStateMachine', {
      name: 'offers',
      definition,
      roleArn: ROLE,
      ...input,
    });
    return stateMachineArn as string;
  }

  async function start(definition: string, input: unknown = {}) {
    const { executionArn } = await states('StartExecution', {
      stateMachineArn: await create(definition),
      name: 'one',
      input: JSON.stringify(input),
    });
    await settle();
    return executionArn as string;
  }

  const describeOf = (executionArn: string) =>
    states('DescribeExecution', { executionArn });

  const outputOf = async (executionArn: string) =>
    JSON.parse((await describeOf(executionArn)).output);

  const historyOf = async (executionArn: string) =>
    (await states('GetExecutionHistory', { executionArn })).events.map(
      (event: { type: string }) => event.type,
    );

  describe('state machines', () => {
    const pass = flow({ Only: { Type: 'Pass', End: true } });

    it('creates idempotently and refuses another definition under the name', async () => {
      const arn = await create(pass, { tags: [{ key: 'team', value: 'a' }] });
      expect(arn).toBe(
        'arn:aws:states:eu-west-1:111111111111:stateMachine:offers',
      );
      expect(await create(pass)).toBe(arn);
      await expect(
        create(flow({ Other: { Type: 'Succeed' } })),
      ).rejects.toMatchObject({ code: 'StateMachineAlreadyExists' });
      const { tags } = await states('ListTagsForResource', {
        resourceArn: arn,
      });
      expect(tags).toEqual([{ key: 'team', value: 'a' }]);
    });

    it.each([
      ['no JSON', '{', 'INVALID_JSON_DESCRIPTION'],
      [
        'a transition into nowhere',
        flow({ A: { Type: 'Pass', Next: 'B' } }),
        'MISSING_TRANSITION_TARGET',
      ],
      [
        'an unknown type',
        flow({ A: { Type: 'Sleep', End: true } }),
        'SCHEMA_VALIDATION_FAILED',
      ],
    ])('refuses a definition with %s', async (_, definition, code) => {
      await expect(create(definition)).rejects.toMatchObject({
        code: 'InvalidDefinition',
        message: expect.stringContaining(code),
      });
      expect(
        await states('ValidateStateMachineDefinition', { definition }),
      ).toMatchObject({
        result: 'FAIL',
        diagnostics: expect.arrayContaining([
          expect.objectContaining({ code }),
        ]),
      });
    });

    it.each([
      'arn:aws:states:::ecs:runTask.sync',
      'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
      'arn:aws:states:eu-west-1:111111111111:activity:work',
    ])('refuses %s in an Express workflow', async Resource => {
      await expect(
        create(
          flow({ A: { Type: 'Task', Resource, Parameters: {}, End: true } }),
          {
            type: 'EXPRESS',
          },
        ),
      ).rejects.toMatchObject({ code: 'InvalidDefinition' });
    });

    it('updates what new executions run, not those under way', async () => {
      const arn = await create(
        flow({ Wait: { Type: 'Wait', Seconds: 10, End: true } }),
      );
      const old = await states('StartExecution', { stateMachineArn: arn });
      await settle();
      const { revisionId } = await states('UpdateStateMachine', {
        stateMachineArn: arn,
        definition: pass,
      });
      expect(
        await states('DescribeStateMachine', { stateMachineArn: arn }),
      ).toMatchObject({ definition: pass, revisionId });
      expect(
        (
          await states('DescribeStateMachineForExecution', {
            executionArn: old.executionArn,
          })
        ).definition,
      ).toContain('Wait');
      await world.clock.advance(9_999);
      expect((await describeOf(old.executionArn)).status).toBe('RUNNING');
      await world.clock.advance(1);
      expect((await describeOf(old.executionArn)).status).toBe('SUCCEEDED');
    });

    it('pages', async () => {
      for (const name of ['c', 'a', 'b']) {
        await create(pass, { name });
      }
      const first = await states('ListStateMachines', { maxResults: 2 });
      const second = await states('ListStateMachines', {
        maxResults: 2,
        nextToken: first.nextToken,
      });
      expect(
        [...first.stateMachines, ...second.stateMachines].map(
          ({ name }: { name: string }) => name,
        ),
      ).toEqual(['a', 'b', 'c']);
      expect(second.nextToken).toBeUndefined();
    });
  });

  describe('flow', () => {
    it('moves data along paths, templates, results and choices', async () => {
      const arn = await start(
        flow({
          Shape: {
            Type: 'Pass',
            Parameters: {
              'total.$': 'States.MathAdd($.a, $.b)',
              'who.$': '$$.Execution.Name',
              'asked.$': '$$.Execution.Input.a',
            },
            ResultPath: '$.sum',
            Next: 'Falsy',
          },
          Falsy: {
            Type: 'Pass',
            Result: false,
            ResultPath: '$.no',
            Next: 'Big?',
          },
          'Big?': {
            Type: 'Choice',
            Choices: [
              { Variable: '$.sum.total', NumericGreaterThan: 4, Next: 'Big' },
            ],
            Default: 'Small',
          },
          Big: { Type: 'Succeed' },
          Small: { Type: 'Fail', Error: 'TooSmall', Cause: 'not enough' },
        }),
        { a: 2, b: 3 },
      );
      expect(await outputOf(arn)).toEqual({
        a: 2,
        b: 3,
        sum: { total: 5, who: 'one', asked: 2 },
        no: false,
      });
      expect(await historyOf(arn)).toEqual([
        'ExecutionStarted',
        'PassStateEntered',
        'PassStateExited',
        'PassStateEntered',
        'PassStateExited',
        'ChoiceStateEntered',
        'ChoiceStateExited',
        'SucceedStateEntered',
        'SucceedStateExited',
        'ExecutionSucceeded',
      ]);
    });

    it('fails with what a Fail state says', async () => {
      const arn = await start(
        flow({ No: { Type: 'Fail', Error: 'Sold out', CausePath: '$.why' } }),
        { why: 'Black Friday' },
      );
      expect(await describeOf(arn)).toMatchObject({
        status: 'FAILED',
        error: 'Sold out',
        cause: 'Black Friday',
      });
      expect(
        world.metricSum('AWS/States', 'ExecutionsFailed', {
          StateMachineArn:
            'arn:aws:states:eu-west-1:111111111111:stateMachine:offers',
        }),
      ).toBe(1);
    });

    it('maps with limited concurrency, and knows the item inside', async () => {
      const arn = await start(
        flow({
          Each: {
            Type: 'Map',
            ItemsPath: '$.items',
            MaxConcurrency: 2,
            ItemSelector: { 'item.$': '$$.Map.Item.Value', 'of.$': '$.of' },
            ItemProcessor: {
              StartAt: 'Wait',
              States: {
                Wait: { Type: 'Wait', Seconds: 1, Next: 'Tell' },
                Tell: {
                  Type: 'Pass',
                  Parameters: {
                    'text.$':
                      "States.Format('{} {}/{}', $$.Map.Item.Index, $.item, $.of)",
                  },
                  End: true,
                },
              },
            },
            End: true,
          },
        }),
        { items: ['a', 'b', 'c'], of: 'x' },
      );
      await world.clock.advance(1_000);
      expect((await describeOf(arn)).status).toBe('RUNNING');
      await world.clock.advance(1_000);
      expect(await outputOf(arn)).toEqual([
        { text: '0 a/x' },
        { text: '1 b/x' },
        { text: '2 c/x' },
      ]);
    });

    it('ends a Parallel at the first error, and catches it', async () => {
      const arn = await start(
        flow({
          Both: {
            Type: 'Parallel',
            Branches: [
              {
                StartAt: 'Long',
                States: { Long: { Type: 'Wait', Seconds: 1000, End: true } },
              },
              {
                StartAt: 'Bad',
                States: { Bad: { Type: 'Fail', Error: 'Bad', Cause: 'why' } },
              },
            ],
            Catch: [
              { ErrorEquals: ['Bad'], ResultPath: '$.error', Next: 'After' },
            ],
            End: true,
          },
          After: { Type: 'Succeed' },
        }),
        { kept: 1 },
      );
      expect(await outputOf(arn)).toEqual({
        kept: 1,
        error: { Error: 'Bad', Cause: 'why' },
      });
    });

    it('stops a loop without end', async () => {
      const arn = await start(
        flow({
          A: { Type: 'Pass', Next: 'B' },
          B: {
            Type: 'Choice',
            Choices: [{ Variable: '$.on', BooleanEquals: true, Next: 'A' }],
            Default: 'C',
          },
          C: { Type: 'Succeed' },
        }),
        { on: true },
      );
      while ((await describeOf(arn)).status === 'RUNNING') {
        await tick();
      }
      expect(await describeOf(arn)).toMatchObject({
        status: 'FAILED',
        error: 'States.Runtime',
        cause: expect.stringContaining('25000'),
      });
    }, 60_000);

    it.each([
      ['JSONata', { QueryLanguage: 'JSONata', Type: 'Pass', End: true }],
      ['variables', { Type: 'Pass', Assign: { x: 1 }, End: true }],
      [
        'distributed Map',
        {
          Type: 'Map',
          End: true,
          ItemProcessor: {
            ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
            StartAt: 'A',
            States: { A: { Type: 'Pass', End: true } },
          },
        },
      ],
      [
        'arn:aws:states:::aws-sdk:s3:getObject',
        {
          Type: 'Task',
          Resource: 'arn:aws:states:::aws-sdk:s3:getObject',
          Parameters: {},
          End: true,
        },
      ],
    ])('says that it does not have %s', async (what, state) => {
      const arn = await start(flow({ State: state }), [1]);
      expect(await describeOf(arn)).toMatchObject({
        status: 'FAILED',
        error: 'States.Runtime',
        cause: expect.stringContaining(what),
      });
    });
  });

  describe('executions', () => {
    const wait = flow({ Wait: { Type: 'Wait', Seconds: 60, End: true } });

    it('starts once for the same name and input', async () => {
      const stateMachineArn = await create(wait);
      const first = { stateMachineArn, name: 'may', input: '{"a":1}' };
      const { executionArn } = await states('StartExecution', first);
      expect(executionArn).toBe(
        'arn:aws:states:eu-west-1:111111111111:execution:offers:may',
      );
      expect((await states('StartExecution', first)).executionArn).toBe(
        executionArn,
      );
      await expect(
        states('StartExecution', { ...first, input: '{"a":2}' }),
      ).rejects.toMatchObject({ code: 'ExecutionAlreadyExists' });
      await expect(
        states('StartExecution', { stateMachineArn, input: 'no' }),
      ).rejects.toMatchObject({ code: 'InvalidExecutionInput' });
      await expect(
        states('StartExecution', {
          stateMachineArn: stateMachineArn.replace('offers', 'other'),
        }),
      ).rejects.toMatchObject({ code: 'StateMachineDoesNotExist' });
    });

    it('lists the newest first, by status, in pages', async () => {
      const stateMachineArn = await create(wait);
      for (const name of ['one', 'two', 'three']) {
        await states('StartExecution', { stateMachineArn, name });
      }
      await states('StopExecution', {
        executionArn:
          'arn:aws:states:eu-west-1:111111111111:execution:offers:two',
        error: 'Changed',
        cause: 'our mind',
      });
      const namesOf = (page: { executions: { name: string }[] }) =>
        page.executions.map(({ name }) => name);
      const first = await states('ListExecutions', {
        stateMachineArn,
        maxResults: 2,
      });
      expect(namesOf(first)).toEqual(['three', 'two']);
      expect(
        namesOf(
          await states('ListExecutions', {
            stateMachineArn,
            maxResults: 2,
            nextToken: first.nextToken,
          }),
        ),
      ).toEqual(['one']);
      const aborted = await states('ListExecutions', {
        stateMachineArn,
        statusFilter: 'ABORTED',
      });
      expect(namesOf(aborted)).toEqual(['two']);
      expect(
        await describeOf(aborted.executions[0].executionArn),
      ).toMatchObject({ error: 'Changed', cause: 'our mind' });
      expect(await historyOf(aborted.executions[0].executionArn)).toEqual([
        'ExecutionStarted',
        'WaitStateEntered',
        'ExecutionAborted',
      ]);
    });

    it('times out as a whole', async () => {
      const arn = await start(
        flow(
          { Wait: { Type: 'Wait', Seconds: 60, End: true } },
          {
            TimeoutSeconds: 5,
          },
        ),
      );
      await world.clock.advance(5_000);
      expect(await describeOf(arn)).toMatchObject({
        status: 'TIMED_OUT',
        error: 'States.Timeout',
      });
      expect(
        world.metricSum('AWS/States', 'ExecutionsTimedOut', {
          StateMachineArn:
            'arn:aws:states:eu-west-1:111111111111:stateMachine:offers',
        }),
      ).toBe(1);
    });

    it('shows history backwards and without data', async () => {
      const executionArn = await start(
        flow({ Only: { Type: 'Pass', End: true } }),
        { secret: true },
      );
      const { events } = await states('GetExecutionHistory', {
        executionArn,
        reverseOrder: true,
        includeExecutionData: false,
      });
      expect(events.map(({ type }: { type: string }) => type)).toEqual([
        'ExecutionSucceeded',
        'PassStateExited',
        'PassStateEntered',
        'ExecutionStarted',
      ]);
      expect(JSON.stringify(events)).not.toContain('secret');
    });

    it('runs Express workflows while the caller waits, and lists none', async () => {
      const stateMachineArn = await create(
        flow({ Only: { Type: 'Pass', Result: 7, End: true } }),
        { type: 'EXPRESS' },
      );
      expect(
        await states('StartSyncExecution', { stateMachineArn, name: 'x' }),
      ).toMatchObject({ status: 'SUCCEEDED', output: '7' });
      await expect(
        states('ListExecutions', { stateMachineArn }),
      ).rejects.toMatchObject({ code: 'StateMachineTypeNotSupported' });
    });

    it('starts for a delivery', async () => {
      const stateMachineArn = await create(
        flow({ Only: { Type: 'Pass', End: true } }),
      );
      await world.world.deliver({
        arn: stateMachineArn,
        body: '{"tier":"gold"}',
        sender: 'events.amazonaws.com',
      });
      await settle();
      const { executions } = await states('ListExecutions', {
        stateMachineArn,
      });
      expect(await outputOf(executions[0].executionArn)).toEqual({
        tier: 'gold',
      });
    });
  });

  describe('activities', () => {
    const ACTIVITY = `arn:aws:states:${TEST_SCOPE.region}:${TEST_SCOPE.accountId}:activity:work`;
    const task = (more = {}) => ({
      Type: 'Task',
      Resource: ACTIVITY,
      End: true,
      ...more,
    });
    const countOf = (name: string) =>
      world.metricSum('AWS/States', name, { ActivityArn: ACTIVITY });

    beforeEach(() => states('CreateActivity', { name: 'work' }));

    const poll = (context = {}) =>
      states(
        'GetActivityTask',
        { activityArn: ACTIVITY, workerName: 'worker' },
        context,
      );

    it('gives work to whoever polls and takes the result', async () => {
      const arn = await start(flow({ Do: task() }), { n: 1 });
      const { taskToken, input } = await poll();
      expect(JSON.parse(input)).toEqual({ n: 1 });
      await states('SendTaskHeartbeat', { taskToken });
      await states('SendTaskSuccess', { taskToken, output: '{"n":2}' });
      await settle();
      expect(await outputOf(arn)).toEqual({ n: 2 });
      expect(await historyOf(arn)).toEqual([
        'ExecutionStarted',
        'TaskStateEntered',
        'ActivityScheduled',
        'ActivityStarted',
        'ActivitySucceeded',
        'TaskStateExited',
        'ExecutionSucceeded',
      ]);
      for (const name of [
        'ActivitiesScheduled',
        'ActivitiesStarted',
        'ActivitiesSucceeded',
      ]) {
        expect(countOf(name)).toBe(1);
      }
    });

    it('lets a worker wait a minute for work, and no longer', async () => {
      const lucky = poll();
      await world.clock.advance(59_000);
      await start(flow({ Do: task() }), { n: 1 });
      expect((await lucky).taskToken).toBeDefined();

      const unlucky = poll();
      await world.clock.advance(60_000);
      expect(await unlucky).toEqual({});

      const hangUp = new AbortController();
      const gone = poll({ signal: hangUp.signal });
      hangUp.abort();
      expect(await gone).toEqual({});
    });

    it('retries what a worker gives back, with a new token, and catches at last', async () => {
      const arn = await start(
        flow({
          Do: task({
            Retry: [
              {
                ErrorEquals: ['WorkerStopping'],
                IntervalSeconds: 2,
                BackoffRate: 2,
                MaxAttempts: 1,
              },
            ],
            Catch: [{ ErrorEquals: ['States.TaskFailed'], Next: 'Caught' }],
          }),
          Caught: { Type: 'Succeed' },
        }),
      );
      const first = takeActivityTask(world.world, ACTIVITY)!;
      await states('SendTaskFailure', {
        taskToken: first.taskToken,
        error: 'WorkerStopping',
      });
      await settle();
      await world.clock.advance(1_999);
      expect(takeActivityTask(world.world, ACTIVITY)).toBeUndefined();
      await world.clock.advance(1);
      const second = takeActivityTask(world.world, ACTIVITY)!;
      expect(second.taskToken).not.toBe(first.taskToken);
      await expect(
        states('SendTaskSuccess', { taskToken: first.taskToken, output: '1' }),
      ).rejects.toMatchObject({ code: 'TaskTimedOut' });
      await states('SendTaskFailure', {
        taskToken: second.taskToken,
        error: 'WorkerStopping',
        cause: 'again',
      });
      await settle();
      expect(await outputOf(arn)).toEqual({
        Error: 'WorkerStopping',
        Cause: 'again',
      });
      expect(countOf('ActivitiesFailed')).toBe(2);
    });

    it('misses a heartbeat, counted from when the work was taken', async () => {
      const arn = await start(
        flow({ Do: task({ HeartbeatSeconds: 10, TimeoutSeconds: 1000 }) }),
      );
      await world.clock.advance(60_000);
      const { taskToken } = takeActivityTask(world.world, ACTIVITY)!;
      await world.clock.advance(9_000);
      await states('SendTaskHeartbeat', { taskToken });
      await world.clock.advance(9_000);
      expect((await describeOf(arn)).status).toBe('RUNNING');
      await world.clock.advance(1_000);
      expect(await describeOf(arn)).toMatchObject({
        status: 'FAILED',
        error: 'States.HeartbeatTimeout',
      });
      expect(countOf('ActivitiesHeartbeatTimedOut')).toBe(1);
      await expect(
        states('SendTaskHeartbeat', { taskToken }),
      ).rejects.toMatchObject({ code: 'TaskTimedOut' });
    });

    it('times out when no worker comes, and takes the work back', async () => {
      const arn = await start(flow({ Do: task({ TimeoutSeconds: 30 }) }));
      await world.clock.advance(30_000);
      expect(await describeOf(arn)).toMatchObject({
        status: 'FAILED',
        error: 'States.Timeout',
      });
      expect(countOf('ActivitiesTimedOut')).toBe(1);
      expect(takeActivityTask(world.world, ACTIVITY)).toBeUndefined();
    });

    it('takes work back from a stopped execution', async () => {
      const arn = await start(flow({ Do: task() }));
      await states('StopExecution', { executionArn: arn });
      await settle();
      expect(takeActivityTask(world.world, ACTIVITY)).toBeUndefined();
    });

    it('handles tasks inside of a Map', async () => {
      const arn = await start(
        flow({
          Each: {
            Type: 'Map',
            ItemProcessor: { StartAt: 'Do', States: { Do: task() } },
            End: true,
          },
        }),
        [1, 2],
      );
      for (;;) {
        const work = takeActivityTask(world.world, ACTIVITY);
        if (!work) {
          break;
        }
        await states('SendTaskSuccess', {
          taskToken: work.taskToken,
          output: String(Number(work.input) * 10),
        });
      }
      await settle();
      expect(await outputOf(arn)).toEqual([10, 20]);
    });

    it('knows good tokens from bad ones', async () => {
      await expect(
        states('SendTaskSuccess', { taskToken: 'nonsense', output: '1' }),
      ).rejects.toMatchObject({ code: 'InvalidToken' });
      const strange = Buffer.from(
        JSON.stringify({
          execution:
            'arn:aws:states:eu-west-1:111111111111:execution:other:one',
        }),
      ).toString('base64');
      await expect(
        states('SendTaskSuccess', { taskToken: strange, output: '1' }),
      ).rejects.toMatchObject({ code: 'TaskDoesNotExist' });
      await start(flow({ Do: task() }));
      const { taskToken } = takeActivityTask(world.world, ACTIVITY)!;
      await expect(
        states('SendTaskSuccess', { taskToken, output: '{' }),
      ).rejects.toMatchObject({ code: 'InvalidOutput' });
      await states('SendTaskSuccess', { taskToken, output: '{}' });
    });

    it('fails clearly without the activity', async () => {
      await states('DeleteActivity', { activityArn: ACTIVITY });
      const arn = await start(flow({ Do: task() }));
      expect(await describeOf(arn)).toMatchObject({
        status: 'FAILED',
        error: 'ActivityDoesNotExist',
      });
    });
  });

  it('lists its tagged resources', async () => {
    await states('CreateActivity', {
      name: 'work',
      tags: [{ key: 'k', value: 'v' }],
    });
    const resourceArn = await create(
      flow({ Only: { Type: 'Pass', End: true } }),
    );
    await states('TagResource', {
      resourceArn,
      tags: [
        { key: 'a', value: '1' },
        { key: 'b', value: '2' },
      ],
    });
    await states('UntagResource', { resourceArn, tagKeys: ['a'] });
    expect(statesService.taggedResources?.(TEST_SCOPE, world.world)).toEqual([
      { arn: resourceArn, tags: { b: '2' } },
      {
        arn: 'arn:aws:states:eu-west-1:111111111111:activity:work',
        tags: { k: 'v' },
      },
    ]);
  });
});
