import {
  CloudFormationClient,
  CreateChangeSetCommand,
  CreateChangeSetCommandInput,
  CreateStackCommand,
  CreateStackCommandInput,
  DeleteStackCommand,
  DescribeChangeSetCommand,
  DescribeStackEventsCommand,
  DescribeStackResourceCommand,
  DescribeStacksCommand,
  ExecuteChangeSetCommand,
  Stack,
  UpdateStackCommand,
  UpdateStackCommandInput,
} from '@aws-sdk/client-cloudformation';
import { ManualClock } from '../../../core';
import { Sandbox, startSandbox } from '../../../server';
import { clientConfig } from '../../../testing/client-config';

const CAPABILITIES = { Capabilities: ['CAPABILITY_NAMED_IAM' as const] };

/** A sandbox on a manual clock, and a real client that deploys stacks to it. */
export class StackTester {
  private constructor(
    readonly sandbox: Sandbox,
    readonly clock: ManualClock,
    readonly client: CloudFormationClient,
  ) {}

  static async start(): Promise<StackTester> {
    const clock = new ManualClock();
    const sandbox = await startSandbox({ port: 0, clock });
    return new StackTester(
      sandbox,
      clock,
      new CloudFormationClient(clientConfig(sandbox)),
    );
  }

  async close(): Promise<void> {
    this.client.destroy();
    await this.sandbox.close();
  }

  /** Creates a stack and waits, by the manual clock, until that has ended. */
  async create(
    StackName: string,
    template: object | string,
    more: Partial<CreateStackCommandInput> = {},
  ): Promise<Stack> {
    await this.client.send(
      new CreateStackCommand({
        StackName,
        TemplateBody: textOf(template),
        ...CAPABILITIES,
        ...more,
      }),
    );
    return this.settled(StackName);
  }

  async update(
    StackName: string,
    template: object | string,
    more: Partial<UpdateStackCommandInput> = {},
  ): Promise<Stack> {
    await this.client.send(
      new UpdateStackCommand({
        StackName,
        TemplateBody: textOf(template),
        ...CAPABILITIES,
        ...more,
      }),
    );
    return this.settled(StackName);
  }

  /** Deletes a stack; it is told by its id afterwards. */
  async delete(StackName: string): Promise<Stack> {
    const { StackId = '' } = await this.stack(StackName);
    await this.client.send(new DeleteStackCommand({ StackName }));
    return this.settled(StackId);
  }

  /** Makes a change set and says what it would do. */
  async changeSet(
    StackName: string,
    template: object | string,
    more: Partial<CreateChangeSetCommandInput> = {},
  ) {
    const { Id } = await this.client.send(
      new CreateChangeSetCommand({
        StackName,
        ChangeSetName: 'changes',
        TemplateBody: textOf(template),
        ...CAPABILITIES,
        ...more,
      }),
    );
    return this.client.send(
      new DescribeChangeSetCommand({ ChangeSetName: Id }),
    );
  }

  async execute(StackName: string, ChangeSetName: string): Promise<Stack> {
    await this.client.send(
      new ExecuteChangeSetCommand({ StackName, ChangeSetName }),
    );
    return this.settled(StackName);
  }

  async stack(StackName: string): Promise<Stack> {
    const { Stacks = [] } = await this.client.send(
      new DescribeStacksCommand({ StackName }),
    );
    return Stacks[0];
  }

  /** What happened, oldest first: `LogicalId STATUS`. */
  async events(StackName: string): Promise<string[]> {
    const { StackEvents = [] } = await this.client.send(
      new DescribeStackEventsCommand({ StackName }),
    );
    return StackEvents.reverse().map(
      event => `${event.LogicalResourceId} ${event.ResourceStatus}`,
    );
  }

  /** Why resources, or the stack, are where they are. */
  async reasons(StackName: string, status: string): Promise<string[]> {
    const { StackEvents = [] } = await this.client.send(
      new DescribeStackEventsCommand({ StackName }),
    );
    return StackEvents.filter(event => event.ResourceStatus === status).map(
      event => event.ResourceStatusReason ?? '',
    );
  }

  async physicalId(
    StackName: string,
    LogicalResourceId: string,
  ): Promise<string> {
    const { StackResourceDetail } = await this.client.send(
      new DescribeStackResourceCommand({ StackName, LogicalResourceId }),
    );
    return StackResourceDetail?.PhysicalResourceId ?? '';
  }

  /** Lets time go by until nothing is under way. */
  async settled(reference: string): Promise<Stack> {
    for (let second = 0; second < 3_600; second += 1) {
      const stack = await this.stack(reference);
      if (!stack.StackStatus?.endsWith('_IN_PROGRESS')) {
        return stack;
      }
      await this.clock.advance(1_000);
    }
    throw new Error(`${reference} does not come to an end`);
  }
}

function textOf(template: object | string): string {
  return typeof template === 'string' ? template : JSON.stringify(template);
}
