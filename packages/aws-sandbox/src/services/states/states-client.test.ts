import {
  CreateActivityCommand,
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  ExecutionDoesNotExist,
  GetActivityTaskCommand,
  InvalidDefinition,
  ListTagsForResourceCommand,
  SFNClient,
  SendTaskSuccessCommand,
  StartExecutionCommand,
  StartSyncExecutionCommand,
  StateMachineAlreadyExists,
  TaskTimedOut,
  paginateGetExecutionHistory,
  paginateListActivities,
  paginateListStateMachines,
} from '@aws-sdk/client-sfn';
import { Sandbox, startSandbox } from '../../server';

describe('step functions over HTTP', () => {
  let sandbox: Sandbox;
  let sfn: SFNClient;

  beforeEach(async () => {
    sandbox = await startSandbox({ port: 0 });
    sfn = new SFNClient({
      endpoint: sandbox.url,
      region: 'eu-central-1',
      credentials: { accessKeyId: '111122223333', secretAccessKey: 'x' },
      // Synchronous executions have a host of their own on AWS.
      disableHostPrefix: true,
    });
  });

  afterEach(async () => {
    sfn.destroy();
    await sandbox.close();
  });

  const create = (state: object, input: object = {}) =>
    sfn.send(
      new CreateStateMachineCommand({
        name: 'offers',
        roleArn: 'arn:aws:iam::111122223333:role/offers',
        definition: JSON.stringify({
          StartAt: 'Only',
          States: { Only: { End: true, ...state } },
        }),
        tags: [{ key: 'team', value: 'offers' }],
        ...input,
      }),
    );

  it('runs an activity from end to end', async () => {
    const { activityArn } = await sfn.send(
      new CreateActivityCommand({ name: 'calculate' }),
    );
    const { stateMachineArn } = await create({
      Type: 'Task',
      Resource: activityArn,
    });
    // The worker is there first, and waits.
    const polled = sfn.send(new GetActivityTaskCommand({ activityArn }));
    const { executionArn, startDate } = await sfn.send(
      new StartExecutionCommand({ stateMachineArn, input: '{"id":1}' }),
    );
    expect(startDate).toBeInstanceOf(Date);
    const { taskToken, input } = await polled;
    expect(input).toBe('{"id":1}');
    const answer = new SendTaskSuccessCommand({ taskToken, output: '{"n":5}' });
    await sfn.send(answer);
    const execution = await sfn.send(
      new DescribeExecutionCommand({ executionArn }),
    );
    expect(execution).toMatchObject({ status: 'SUCCEEDED', output: '{"n":5}' });
    await expect(sfn.send(answer)).rejects.toBeInstanceOf(TaskTimedOut);

    const types: unknown[] = [];
    for await (const { events } of paginateGetExecutionHistory(
      { client: sfn, pageSize: 2 },
      { executionArn },
    )) {
      types.push(...events!.map(({ type }) => type));
    }
    expect(types).toHaveLength(7);
    expect(types[6]).toBe('ExecutionSucceeded');
  });

  it('answers synchronously for an Express workflow', async () => {
    const { stateMachineArn } = await create(
      { Type: 'Pass', Result: { ok: true } },
      { type: 'EXPRESS' },
    );
    const { status, output } = await sfn.send(
      new StartSyncExecutionCommand({ stateMachineArn }),
    );
    expect({ status, output }).toEqual({
      status: 'SUCCEEDED',
      output: '{"ok":true}',
    });
  });

  it('pages, keeps tags and throws the errors of the SDK', async () => {
    const { stateMachineArn } = await create({ Type: 'Pass' });
    await create({ Type: 'Pass' }, { name: 'second' });
    const pages: number[] = [];
    for await (const page of paginateListStateMachines(
      { client: sfn, pageSize: 1 },
      {},
    )) {
      pages.push(page.stateMachines!.length);
    }
    expect(pages).toEqual([1, 1]);
    for await (const page of paginateListActivities({ client: sfn }, {})) {
      expect(page.activities).toEqual([]);
    }
    const { tags } = await sfn.send(
      new ListTagsForResourceCommand({ resourceArn: stateMachineArn }),
    );
    expect(tags).toEqual([{ key: 'team', value: 'offers' }]);

    await expect(create({ Type: 'Wait' })).rejects.toBeInstanceOf(
      InvalidDefinition,
    );
    await expect(create({ Type: 'Wait', Seconds: 1 })).rejects.toBeInstanceOf(
      StateMachineAlreadyExists,
    );
    await expect(
      sfn.send(
        new DescribeExecutionCommand({
          executionArn:
            'arn:aws:states:eu-central-1:111122223333:execution:offers:none',
        }),
      ),
    ).rejects.toBeInstanceOf(ExecutionDoesNotExist);
  });
});
