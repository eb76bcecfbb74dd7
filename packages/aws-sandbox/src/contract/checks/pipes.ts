import {
  CreatePipeCommand,
  DeletePipeCommand,
  DescribePipeCommand,
  ListPipesCommand,
  Pipe,
  StartPipeCommand,
  StopPipeCommand,
} from '@aws-sdk/client-pipes';
import { ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { Check } from '../check';
import { ContractContext } from '../contract-context';
import { createQueue, receiveJson } from './sqs';

async function createPipe(context: ContractContext, Name: string) {
  const { aws } = context;
  const source = await createQueue(context);
  const target = await createQueue(context);
  const RoleArn = await context.role('pipes.amazonaws.com', [
    'sqs:ReceiveMessage',
    'sqs:DeleteMessage',
    'sqs:GetQueueAttributes',
    'sqs:SendMessage',
  ]);
  await aws.pipes.send(
    new CreatePipeCommand({
      Name,
      RoleArn,
      Source: source.arn,
      SourceParameters: {
        SqsQueueParameters: { BatchSize: 1 },
        FilterCriteria: {
          Filters: [
            { Pattern: JSON.stringify({ body: { kind: ['delivery'] } }) },
          ],
        },
      },
      Target: target.arn,
      TargetParameters: { InputTemplate: '{"order": <$.body.orderId>}' },
      Tags: { 'event-topology:component': 'order' },
    }),
  );
  context.cleanUp(() => aws.pipes.send(new DeletePipeCommand({ Name })));
  return { source, target, RoleArn };
}

function reaches(context: ContractContext, Name: string, state: string) {
  return context.eventually(`pipe ${Name} is ${state}`, async () => {
    const pipe = await context.aws.pipes.send(
      new DescribePipeCommand({ Name }),
    );
    return pipe.CurrentState === state && pipe;
  });
}

/** Pipes: from a queue, filtered and changed, to something else. */
export const pipesChecks: Check[] = [
  {
    behaviour: 'carries what passes its filter, changed, and drops the rest',
    async run(context) {
      const { aws } = context;
      const Name = context.name('pipe');
      const { source, target } = await createPipe(context, Name);
      const pipe = await reaches(context, Name, 'RUNNING');
      expect(pipe).toMatchObject({
        Source: source.arn,
        Target: target.arn,
        DesiredState: 'RUNNING',
        Tags: { 'event-topology:component': 'order' },
      });
      for (const body of [
        { kind: 'heartbeat' },
        { kind: 'delivery', orderId: 'o-1' },
      ]) {
        await aws.sqs.send(
          new SendMessageCommand({
            QueueUrl: source.url,
            MessageBody: JSON.stringify(body),
          }),
        );
      }
      expect(await receiveJson(context, target.url)).toEqual({ order: 'o-1' });
      const { Messages } = await aws.sqs.send(
        new ReceiveMessageCommand({ QueueUrl: target.url, WaitTimeSeconds: 1 }),
      );
      expect(Messages ?? []).toEqual([]);
    },
  },
  {
    behaviour: 'stops and starts',
    async run(context) {
      const { aws } = context;
      const Name = context.name('pipe');
      await createPipe(context, Name);
      await reaches(context, Name, 'RUNNING');
      await aws.pipes.send(new StopPipeCommand({ Name }));
      await reaches(context, Name, 'STOPPED');
      await aws.pipes.send(new StartPipeCommand({ Name }));
      await reaches(context, Name, 'RUNNING');
    },
  },
  {
    behaviour: 'lists pipes by prefix, page by page, with both ends',
    async run(context) {
      const { aws } = context;
      const prefix = context.name('list');
      const names = ['a', 'b', 'c'].map(suffix => `${prefix}-${suffix}`);
      for (const name of names) {
        await createPipe(context, name);
      }
      const pipes = await context.pages<Pipe>(
        'pipes:ListPipes',
        async NextToken => {
          const page = await aws.pipes.send(
            new ListPipesCommand({ NamePrefix: prefix, Limit: 2, NextToken }),
          );
          return { items: page.Pipes, next: page.NextToken };
        },
      );
      expect(pipes.map(pipe => pipe.Name).sort()).toEqual(names);
      for (const pipe of pipes) {
        expect(pipe.Source).toContain(':sqs:');
        expect(pipe.Target).toContain(':sqs:');
      }
      for (const name of names) {
        await reaches(context, name, 'RUNNING');
      }
    },
  },
];
