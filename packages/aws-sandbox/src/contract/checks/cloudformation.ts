import {
  CreateChangeSetCommand,
  DeleteStackCommand,
  DescribeChangeSetCommand,
  DescribeChangeSetCommandOutput,
  DescribeStackEventsCommand,
  DescribeStackResourceCommand,
  DescribeStacksCommand,
  ExecuteChangeSetCommand,
  GetTemplateCommand,
  ListStackResourcesCommand,
  Stack,
  ValidateTemplateCommand,
} from '@aws-sdk/client-cloudformation';
import {
  GetQueueAttributesCommand,
  ListQueueTagsCommand,
} from '@aws-sdk/client-sqs';
import { Check } from '../check';
import { ContractContext } from '../contract-context';
import { expectError } from '../expect-error';

interface Given {
  name: string;
  template: object;
  type: 'CREATE' | 'UPDATE';
  tags?: Record<string, string>;
}

/** Makes a change set and waits until it is known what it would do. */
async function changeSet(
  context: ContractContext,
  { name, template, type, tags = {} }: Given,
): Promise<DescribeChangeSetCommandOutput> {
  const { aws } = context;
  const { Id } = await aws.cloudFormation.send(
    new CreateChangeSetCommand({
      StackName: name,
      ChangeSetName: context.name('changes'),
      ChangeSetType: type,
      TemplateBody: JSON.stringify(template),
      Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    }),
  );
  return context.eventually(`the change set of ${name}`, async () => {
    const described = await aws.cloudFormation.send(
      new DescribeChangeSetCommand({ ChangeSetName: Id }),
    );
    return /^(CREATE_COMPLETE|FAILED)$/.test(described.Status ?? '')
      ? described
      : undefined;
  });
}

/** Executes a change set and waits until the stack has come to an end. */
async function execute(
  context: ContractContext,
  { ChangeSetId, StackId }: DescribeChangeSetCommandOutput,
): Promise<Stack> {
  await context.aws.cloudFormation.send(
    new ExecuteChangeSetCommand({ ChangeSetName: ChangeSetId }),
  );
  return settled(context, StackId ?? '');
}

function settled(context: ContractContext, StackName: string): Promise<Stack> {
  return context.eventually(`the end of what ${StackName} does`, async () => {
    const { Stacks = [] } = await context.aws.cloudFormation.send(
      new DescribeStacksCommand({ StackName }),
    );
    return Stacks[0]?.StackStatus?.endsWith('_IN_PROGRESS')
      ? undefined
      : Stacks[0];
  });
}

/** A stack name of its own, whose stack goes away with the check. */
function stackName(context: ContractContext): string {
  const name = context.name('stack');
  context.cleanUp(() =>
    context.aws.cloudFormation.send(
      new DeleteStackCommand({ StackName: name }),
    ),
  );
  return name;
}

async function physicalId(
  context: ContractContext,
  StackName: string,
  LogicalResourceId: string,
): Promise<string> {
  const { StackResourceDetail } = await context.aws.cloudFormation.send(
    new DescribeStackResourceCommand({ StackName, LogicalResourceId }),
  );
  return StackResourceDetail?.PhysicalResourceId ?? '';
}

async function visibilityTimeout(
  context: ContractContext,
  QueueUrl: string,
): Promise<string | undefined> {
  const { Attributes } = await context.aws.sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl,
      AttributeNames: ['VisibilityTimeout'],
    }),
  );
  return Attributes?.VisibilityTimeout;
}

const queueTemplate = (seconds: number, more: object = {}) => ({
  Resources: {
    Queue: {
      Type: 'AWS::SQS::Queue',
      Properties: { VisibilityTimeout: seconds },
    },
    ...more,
  },
  Outputs: { Name: { Value: { 'Fn::GetAtt': ['Queue', 'QueueName'] } } },
});

/** No queue keeps messages for a second. */
const refusedQueue = {
  Type: 'AWS::SQS::Queue',
  DependsOn: 'Queue',
  Properties: { MessageRetentionPeriod: 1 },
};

/** Stacks, as the stamped projects are deployed: by change sets. */
export const cloudFormationChecks: Check[] = [
  {
    behaviour: 'makes the resources of a stack, named and tagged after it',
    async run(context) {
      const name = stackName(context);
      const template = queueTemplate(40);
      const foreseen = await changeSet(context, {
        name,
        template,
        type: 'CREATE',
        tags: { 'event-topology:component': 'loyalty' },
      });
      expect(foreseen).toMatchObject({
        Status: 'CREATE_COMPLETE',
        ExecutionStatus: 'AVAILABLE',
        Changes: [
          { ResourceChange: { Action: 'Add', LogicalResourceId: 'Queue' } },
        ],
      });
      const stack = await execute(context, foreseen);
      expect(stack.StackStatus).toBe('CREATE_COMPLETE');
      const url = await physicalId(context, name, 'Queue');
      expect(stack.Outputs).toMatchObject([
        { OutputKey: 'Name', OutputValue: url.replace(/^.*\//, '') },
      ]);
      expect(url).toContain(`/${name}-Queue-`);
      expect(await visibilityTimeout(context, url)).toBe('40');
      const { Tags } = await context.aws.sqs.send(
        new ListQueueTagsCommand({ QueueUrl: url }),
      );
      expect(Tags).toMatchObject({
        'event-topology:component': 'loyalty',
        'aws:cloudformation:stack-name': name,
        'aws:cloudformation:logical-id': 'Queue',
      });
      const { TemplateBody } = await context.aws.cloudFormation.send(
        new GetTemplateCommand({ StackName: name }),
      );
      expect(JSON.parse(TemplateBody ?? '')).toEqual(template);
    },
  },
  {
    behaviour: 'changes what differs and leaves the rest',
    async run(context) {
      const name = stackName(context);
      await execute(
        context,
        await changeSet(context, {
          name,
          template: queueTemplate(40),
          type: 'CREATE',
        }),
      );
      const url = await physicalId(context, name, 'Queue');
      const foreseen = await changeSet(context, {
        name,
        template: queueTemplate(50),
        type: 'UPDATE',
      });
      expect(foreseen.Changes).toMatchObject([
        { ResourceChange: { Action: 'Modify', Replacement: 'False' } },
      ]);
      const stack = await execute(context, foreseen);
      expect(stack.StackStatus).toBe('UPDATE_COMPLETE');
      expect(await physicalId(context, name, 'Queue')).toBe(url);
      expect(await visibilityTimeout(context, url)).toBe('50');
    },
  },
  {
    behaviour: 'fails a change set without changes, and says so',
    async run(context) {
      const name = stackName(context);
      const template = queueTemplate(40);
      await execute(
        context,
        await changeSet(context, { name, template, type: 'CREATE' }),
      );
      expect(
        await changeSet(context, { name, template, type: 'UPDATE' }),
      ).toMatchObject({
        Status: 'FAILED',
        StatusReason: expect.stringContaining("didn't contain changes"),
        ExecutionStatus: 'UNAVAILABLE',
      });
    },
  },
  {
    behaviour: 'rolls a failed creation back, with the reason in its events',
    async run(context) {
      const name = stackName(context);
      const stack = await execute(
        context,
        await changeSet(context, {
          name,
          template: queueTemplate(40, { Refused: refusedQueue }),
          type: 'CREATE',
        }),
      );
      expect(stack.StackStatus).toBe('ROLLBACK_COMPLETE');
      const { StackEvents = [] } = await context.aws.cloudFormation.send(
        new DescribeStackEventsCommand({ StackName: name }),
      );
      expect(
        StackEvents.find(
          ({ ResourceStatus }) => ResourceStatus === 'CREATE_FAILED',
        ),
      ).toMatchObject({
        LogicalResourceId: 'Refused',
        ResourceStatusReason: expect.stringContaining('MessageRetentionPeriod'),
      });
    },
  },
  {
    behaviour: 'rolls a failed update back to what the stack was',
    async run(context) {
      const name = stackName(context);
      await execute(
        context,
        await changeSet(context, {
          name,
          template: queueTemplate(40),
          type: 'CREATE',
        }),
      );
      const stack = await execute(
        context,
        await changeSet(context, {
          name,
          template: queueTemplate(50, { Refused: refusedQueue }),
          type: 'UPDATE',
        }),
      );
      expect(stack.StackStatus).toBe('UPDATE_ROLLBACK_COMPLETE');
      const url = await physicalId(context, name, 'Queue');
      expect(await visibilityTimeout(context, url)).toBe('40');
    },
  },
  {
    behaviour: 'refuses resource types that it does not know, and circles',
    async run(context) {
      const validate = (Resources: object) =>
        context.aws.cloudFormation.send(
          new ValidateTemplateCommand({
            TemplateBody: JSON.stringify({ Resources }),
          }),
        );
      await expectError(
        validate({ A: { Type: 'AWS::Nothing::Here' } }),
        'ValidationError',
      );
      await expectError(
        validate({
          A: { Type: 'AWS::SQS::Queue', DependsOn: 'B' },
          B: { Type: 'AWS::SQS::Queue', DependsOn: 'A' },
        }),
        'ValidationError',
      );
    },
  },
  {
    behaviour:
      'removes the resources of a deleted stack, which its id still names',
    async run(context) {
      const name = stackName(context);
      const { StackId = '' } = await execute(
        context,
        await changeSet(context, {
          name,
          template: queueTemplate(40),
          type: 'CREATE',
        }),
      );
      const { cloudFormation } = context.aws;
      await cloudFormation.send(new DeleteStackCommand({ StackName: name }));
      expect((await settled(context, StackId)).StackStatus).toBe(
        'DELETE_COMPLETE',
      );
      const { StackResourceSummaries = [] } = await cloudFormation.send(
        new ListStackResourcesCommand({ StackName: StackId }),
      );
      expect(
        StackResourceSummaries.map(({ ResourceStatus }) => ResourceStatus),
      ).toEqual(['DELETE_COMPLETE']);
      await expectError(
        cloudFormation.send(new DescribeStacksCommand({ StackName: name })),
        'ValidationError',
      );
    },
  },
];
