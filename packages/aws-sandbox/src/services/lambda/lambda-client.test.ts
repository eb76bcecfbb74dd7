import {
  AddPermissionCommand,
  CreateEventSourceMappingCommand,
  CreateFunctionCommand,
  GetFunctionCommand,
  GetPolicyCommand,
  InvokeCommand,
  LambdaClient,
  ListTagsCommand,
  ResourceConflictException,
  ResourceNotFoundException,
  paginateListEventSourceMappings,
  paginateListFunctions,
} from '@aws-sdk/client-lambda';
import { Sandbox, startSandbox } from '../../server';
import { setFunctionHandler } from './data-plane';

const ARN = 'arn:aws:lambda:eu-central-1:111122223333:function:thumbnail';

describe('lambda over HTTP', () => {
  let sandbox: Sandbox;
  let lambda: LambdaClient;

  beforeEach(async () => {
    sandbox = await startSandbox({ port: 0 });
    lambda = new LambdaClient({
      endpoint: sandbox.url,
      region: 'eu-central-1',
      credentials: { accessKeyId: '111122223333', secretAccessKey: 'x' },
    });
  });

  afterEach(async () => {
    lambda.destroy();
    await sandbox.close();
  });

  const create = (FunctionName = 'thumbnail') =>
    lambda.send(
      new CreateFunctionCommand({
        FunctionName,
        Runtime: 'nodejs22.x',
        Handler: 'index.handler',
        Role: 'arn:aws:iam::111122223333:role/thumbnail',
        Code: { ZipFile: Buffer.from('zip') },
        Tags: { team: 'media' },
      }),
    );

  it('creates, describes and invokes', async () => {
    await create();
    const { Configuration } = await lambda.send(
      new GetFunctionCommand({ FunctionName: 'thumbnail' }),
    );
    expect(Configuration).toMatchObject({
      FunctionArn: ARN,
      Runtime: 'nodejs22.x',
      CodeSize: 3,
    });
    setFunctionHandler(sandbox.world, ARN, event => ({ got: event }));
    const { Payload, StatusCode } = await lambda.send(
      new InvokeCommand({
        FunctionName: 'thumbnail',
        Payload: JSON.stringify({ id: 1 }),
      }),
    );
    expect(StatusCode).toBe(200);
    expect(JSON.parse(Payload!.transformToString())).toEqual({
      got: { id: 1 },
    });
    const dryRun = await lambda.send(
      new InvokeCommand({ FunctionName: ARN, InvocationType: 'DryRun' }),
    );
    expect(dryRun.StatusCode).toBe(204);
  });

  it('tells of the error of a function in the header', async () => {
    await create();
    const { FunctionError } = await lambda.send(
      new InvokeCommand({ FunctionName: 'thumbnail' }),
    );
    expect(FunctionError).toBe('Unhandled');
  });

  it('pages over functions and mappings', async () => {
    for (const name of ['a', 'b', 'c']) {
      await create(name);
    }
    const names: string[][] = [];
    for await (const page of paginateListFunctions(
      { client: lambda, pageSize: 2 },
      {},
    )) {
      names.push(page.Functions!.map(({ FunctionName }) => FunctionName!));
    }
    expect(names).toEqual([['a', 'b'], ['c']]);

    await sandbox.world.service('sqs').operations.CreateQueue(
      { QueueName: 'videos' },
      {
        world: sandbox.world,
        accountId: '111122223333',
        region: 'eu-central-1',
        requestId: 'r',
        principalArn: 'arn:aws:iam::111122223333:root',
        signal: new AbortController().signal,
      },
    );
    await lambda.send(
      new CreateEventSourceMappingCommand({
        EventSourceArn: 'arn:aws:sqs:eu-central-1:111122223333:videos',
        FunctionName: 'a',
      }),
    );
    const states: unknown[] = [];
    for await (const page of paginateListEventSourceMappings(
      { client: lambda },
      { FunctionName: 'a' },
    )) {
      states.push(...page.EventSourceMappings!.map(({ State }) => State));
    }
    expect(states).toEqual(['Enabled']);
  });

  it('keeps policies and tags, and throws the errors of the SDK', async () => {
    await create();
    await lambda.send(
      new AddPermissionCommand({
        FunctionName: 'thumbnail',
        StatementId: 's',
        Action: 'lambda:InvokeFunction',
        Principal: 'events.amazonaws.com',
      }),
    );
    const { Policy } = await lambda.send(
      new GetPolicyCommand({ FunctionName: 'thumbnail' }),
    );
    expect(Policy).toContain('events.amazonaws.com');
    const { Tags } = await lambda.send(new ListTagsCommand({ Resource: ARN }));
    expect(Tags).toEqual({ team: 'media' });
    await expect(create()).rejects.toBeInstanceOf(ResourceConflictException);
    await expect(
      lambda.send(new GetFunctionCommand({ FunctionName: 'none' })),
    ).rejects.toBeInstanceOf(ResourceNotFoundException);
  });
});
