import {
  AddPermissionCommand,
  CreateEventSourceMappingCommand,
  CreateFunctionCommand,
  DeleteEventSourceMappingCommand,
  DeleteFunctionCommand,
  FunctionConfiguration,
  GetFunctionCommand,
  GetFunctionConfigurationCommand,
  GetPolicyCommand,
  ListEventSourceMappingsCommand,
  ListFunctionsCommand,
} from '@aws-sdk/client-lambda';
import { Check } from '../check';
import { ContractContext } from '../contract-context';
import { expectError } from '../expect-error';
import { zipOf } from '../zip-of';
import { createQueue } from './sqs';

async function createFunction(
  context: ContractContext,
): Promise<FunctionConfiguration> {
  const { aws } = context;
  const FunctionName = context.name('function');
  const created = await aws.lambda.send(
    new CreateFunctionCommand({
      FunctionName,
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Role: await context.role('lambda.amazonaws.com', [
        'sqs:ReceiveMessage',
        'sqs:DeleteMessage',
        'sqs:GetQueueAttributes',
      ]),
      Code: {
        ZipFile: zipOf('index.js', 'exports.handler = async event => event;'),
      },
      MemorySize: 256,
      Timeout: 20,
      Environment: { Variables: { BUCKET: 'uploads' } },
      Tags: { 'event-topology:component': 'media' },
    }),
  );
  context.cleanUp(() =>
    aws.lambda.send(new DeleteFunctionCommand({ FunctionName })),
  );
  await context.eventually('an active function', async () => {
    const { State } = await aws.lambda.send(
      new GetFunctionConfigurationCommand({ FunctionName }),
    );
    return State === 'Active';
  });
  return created;
}

/** Functions and their event sources. */
export const lambdaChecks: Check[] = [
  {
    behaviour: 'gives a function back with configuration, tags and policy',
    async run(context) {
      const { aws, accountId, region } = context;
      const { FunctionName, FunctionArn } = await createFunction(context);
      const { Configuration, Tags } = await aws.lambda.send(
        new GetFunctionCommand({ FunctionName }),
      );
      expect(Configuration).toMatchObject({
        FunctionArn,
        Runtime: 'nodejs22.x',
        Handler: 'index.handler',
        MemorySize: 256,
        Timeout: 20,
        Environment: { Variables: { BUCKET: 'uploads' } },
      });
      expect(Tags).toEqual({ 'event-topology:component': 'media' });
      await aws.lambda.send(
        new AddPermissionCommand({
          FunctionName,
          StatementId: 'rule',
          Action: 'lambda:InvokeFunction',
          Principal: 'events.amazonaws.com',
          SourceArn: `arn:aws:events:${region}:${accountId}:rule/shop/video`,
        }),
      );
      const { Policy } = await aws.lambda.send(
        new GetPolicyCommand({ FunctionName }),
      );
      expect(Policy).toContain('rule/shop/video');
    },
  },
  {
    behaviour: 'lists functions, page by page',
    async run(context) {
      const { aws } = context;
      const arns: (string | undefined)[] = [];
      for (const _ of ['a', 'b', 'c']) {
        arns.push((await createFunction(context)).FunctionArn);
      }
      const listed = await context.pages<FunctionConfiguration>(
        'lambda:ListFunctions',
        async Marker => {
          const page = await aws.lambda.send(
            new ListFunctionsCommand({ MaxItems: 2, Marker }),
          );
          return { items: page.Functions, next: page.NextMarker };
        },
      );
      expect(listed.map(one => one.FunctionArn)).toEqual(
        expect.arrayContaining(arns),
      );
    },
  },
  {
    behaviour: 'knows which queue feeds a function',
    async run(context) {
      const { aws } = context;
      const { FunctionName, FunctionArn } = await createFunction(context);
      const queue = await createQueue(context);
      const { UUID } = await aws.lambda.send(
        new CreateEventSourceMappingCommand({
          FunctionName,
          EventSourceArn: queue.arn,
          BatchSize: 5,
        }),
      );
      context.cleanUp(() =>
        aws.lambda.send(new DeleteEventSourceMappingCommand({ UUID })),
      );
      const { EventSourceMappings } = await aws.lambda.send(
        new ListEventSourceMappingsCommand({ EventSourceArn: queue.arn }),
      );
      expect(EventSourceMappings).toEqual([
        expect.objectContaining({
          UUID,
          FunctionArn,
          EventSourceArn: queue.arn,
          BatchSize: 5,
        }),
      ]);
    },
  },
  {
    behaviour: 'does not find a function that is not there',
    async run(context) {
      await expectError(
        context.aws.lambda.send(
          new GetFunctionCommand({ FunctionName: context.name('absent') }),
        ),
        'ResourceNotFoundException',
      );
    },
  },
];
