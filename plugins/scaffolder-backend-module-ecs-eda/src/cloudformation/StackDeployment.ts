import { setTimeout as sleep } from 'node:timers/promises';
import {
  Capability,
  CloudFormationClient,
  CreateChangeSetCommand,
  DeleteChangeSetCommand,
  DeleteStackCommand,
  DescribeChangeSetCommand,
  DescribeChangeSetCommandOutput,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  ExecuteChangeSetCommand,
  Stack,
  StackEvent,
  Tag,
} from '@aws-sdk/client-cloudformation';

/** The template itself, or where CloudFormation reads it. */
export type TemplateSource = { TemplateBody: string } | { TemplateURL: string };

/** What a deployment needs to know. */
export interface StackDeploymentOptions {
  client: CloudFormationClient;
  stackName: string;
  signal?: AbortSignal;
  /** Told of each event of a resource, as it happens. */
  onProgress(message: string): void;
  pollMilliseconds?: number;
}

/** A change set that waits to be executed, and what it would change. */
export interface ChangeSet {
  id: string;
  stackId: string;
  /** `Add AWS::SQS::Queue Queue`. */
  changes: string[];
  /** True when the stack is as the template says already. */
  empty: boolean;
}

/** How a deployment ended. */
export interface DeployedStack {
  stackId: string;
  /** `CREATE_COMPLETE` or `UPDATE_COMPLETE`. */
  status: string;
  outputs: Record<string, string>;
}

const POLL_MILLISECONDS = 1_500;

/** Where a stack stays when its first creation failed; only deleting leads on. */
const NEVER_CREATED = ['ROLLBACK_COMPLETE', 'ROLLBACK_FAILED', 'CREATE_FAILED'];

/** How many failures an error repeats: the first is the cause, the rest follows from it. */
const FAILURES_IN_ERROR = 3;

/** Deploys one stack by a change set. */
export class StackDeployment {
  readonly #client: CloudFormationClient;
  readonly #stackName: string;
  readonly #signal?: AbortSignal;
  readonly #onProgress: (message: string) => void;
  readonly #pollMilliseconds: number;

  constructor(options: StackDeploymentOptions) {
    this.#client = options.client;
    this.#stackName = options.stackName;
    this.#signal = options.signal;
    this.#onProgress = options.onProgress;
    this.#pollMilliseconds = options.pollMilliseconds ?? POLL_MILLISECONDS;
  }

  /**
   * Creates a change set and waits until CloudFormation knows what it changes.
   *
   * @throws Error with CloudFormation's reason when it refuses the template
   */
  async createChangeSet(
    name: string,
    template: TemplateSource,
    tags: Tag[],
  ): Promise<ChangeSet> {
    const stack = await this.#untilAtRest();
    if (stack && NEVER_CREATED.includes(stack.StackStatus!)) {
      await this.#removeRemains(stack);
    }
    const exists =
      stack !== undefined &&
      stack.StackStatus !== 'REVIEW_IN_PROGRESS' &&
      !NEVER_CREATED.includes(stack.StackStatus!);
    const { Id, StackId } = await this.#client.send(
      new CreateChangeSetCommand({
        StackName: this.#stackName,
        ChangeSetName: name,
        ChangeSetType: exists ? 'UPDATE' : 'CREATE',
        Capabilities: [
          Capability.CAPABILITY_IAM,
          Capability.CAPABILITY_NAMED_IAM,
        ],
        Tags: tags,
        ...template,
      }),
      { abortSignal: this.#signal },
    );
    const changeSet = await this.#untilKnown(Id!);
    return { id: Id!, stackId: StackId!, ...changeSet };
  }

  /** Forgets a change set that isn't executed. */
  async discard(changeSet: ChangeSet): Promise<void> {
    await this.#client.send(
      new DeleteChangeSetCommand({ ChangeSetName: changeSet.id }),
    );
  }

  /**
   * Executes a change set and waits for the end, reporting what happens.
   *
   * @throws Error with the reasons of the resources that failed when CloudFormation rolls back
   */
  async execute(changeSet: ChangeSet): Promise<DeployedStack> {
    const seen = new Set<string>();
    for (const event of await this.#events(changeSet.stackId)) {
      seen.add(event.EventId!);
    }
    await this.#client.send(
      new ExecuteChangeSetCommand({ ChangeSetName: changeSet.id }),
      { abortSignal: this.#signal },
    );
    const failures: string[] = [];
    for (;;) {
      // The status first: what led to it is among the events then.
      const stack = await this.#describe();
      for (const event of (await this.#events(changeSet.stackId)).reverse()) {
        if (!seen.has(event.EventId!)) {
          seen.add(event.EventId!);
          this.#report(event, failures);
        }
      }
      const status = stack?.StackStatus ?? 'DELETE_COMPLETE';
      if (status === 'CREATE_COMPLETE' || status === 'UPDATE_COMPLETE') {
        return {
          stackId: changeSet.stackId,
          status,
          outputs: Object.fromEntries(
            (stack?.Outputs ?? []).map(one => [
              one.OutputKey!,
              one.OutputValue!,
            ]),
          ),
        };
      }
      if (!status.endsWith('_IN_PROGRESS')) {
        throw new Error(
          `CloudFormation undid the deployment of ${
            this.#stackName
          } (${status}): ${
            failures.slice(0, FAILURES_IN_ERROR).join('; ') ||
            stack?.StackStatusReason ||
            'it gives no reason'
          }`,
        );
      }
      await this.#pause();
    }
  }

  #report(event: StackEvent, failures: string[]): void {
    const { ResourceStatus, ResourceType, LogicalResourceId } = event;
    const reason = event.ResourceStatusReason;
    this.#onProgress(
      [ResourceStatus, ResourceType, LogicalResourceId, reason && `(${reason})`]
        .filter(Boolean)
        .join(' '),
    );
    if (
      ResourceStatus?.endsWith('_FAILED') &&
      !reason?.startsWith('Resource creation cancelled')
    ) {
      failures.push(`${LogicalResourceId} (${ResourceType}): ${reason}`);
    }
  }

  async #untilKnown(
    changeSetId: string,
  ): Promise<{ changes: string[]; empty: boolean }> {
    for (;;) {
      const description = await this.#client.send(
        new DescribeChangeSetCommand({ ChangeSetName: changeSetId }),
        { abortSignal: this.#signal },
      );
      const { Status, StatusReason } = description;
      if (Status === 'CREATE_COMPLETE') {
        return {
          empty: false,
          changes: await this.#changesOf(changeSetId, description),
        };
      }
      if (Status === 'FAILED') {
        // CloudFormation words "nothing to do" as a failure.
        if (
          /didn't contain changes|No updates are to be performed/.test(
            StatusReason ?? '',
          )
        ) {
          return { changes: [], empty: true };
        }
        throw new Error(
          `CloudFormation refuses the template of ${
            this.#stackName
          }: ${StatusReason}`,
        );
      }
      await this.#pause();
    }
  }

  async #changesOf(
    changeSetId: string,
    first: DescribeChangeSetCommandOutput,
  ): Promise<string[]> {
    const pages = [first];
    for (let token = first.NextToken; token; ) {
      const page: DescribeChangeSetCommandOutput = await this.#client.send(
        new DescribeChangeSetCommand({
          ChangeSetName: changeSetId,
          NextToken: token,
        }),
        { abortSignal: this.#signal },
      );
      pages.push(page);
      token = page.NextToken === token ? undefined : page.NextToken;
    }
    return pages.flatMap(({ Changes = [] }) =>
      Changes.map(({ ResourceChange: change }) =>
        [change?.Action, change?.ResourceType, change?.LogicalResourceId].join(
          ' ',
        ),
      ),
    );
  }

  /** A task that runs again may find its own first attempt still under way. */
  async #untilAtRest(): Promise<Stack | undefined> {
    for (let told = false; ; ) {
      const stack = await this.#describe();
      const status = stack?.StackStatus ?? '';
      if (!status.endsWith('_IN_PROGRESS') || status === 'REVIEW_IN_PROGRESS') {
        return stack;
      }
      if (!told) {
        told = true;
        this.#onProgress(`Waiting for what is under way already (${status})`);
      }
      await this.#pause();
    }
  }

  async #removeRemains(stack: Stack): Promise<void> {
    this.#onProgress(
      `Removing what an earlier attempt left behind (${stack.StackStatus})`,
    );
    await this.#client.send(
      new DeleteStackCommand({ StackName: stack.StackId }),
      { abortSignal: this.#signal },
    );
    for (;;) {
      const remains = await this.#describe();
      if (!remains || remains.StackStatus === 'DELETE_COMPLETE') {
        return;
      }
      if (remains.StackStatus === 'DELETE_FAILED') {
        throw new Error(
          `What an earlier attempt at ${
            this.#stackName
          } left behind cannot be deleted: ${remains.StackStatusReason}`,
        );
      }
      await this.#pause();
    }
  }

  /** The stack; undefined when there is none. */
  async #describe(): Promise<Stack | undefined> {
    try {
      const { Stacks } = await this.#client.send(
        new DescribeStacksCommand({ StackName: this.#stackName }),
        { abortSignal: this.#signal },
      );
      return Stacks?.[0];
    } catch (error) {
      if (/does not exist/.test(String(error))) {
        return undefined;
      }
      throw error;
    }
  }

  /** Newest first. A deployment has a few hundred at most; the newest page of each look is enough. */
  async #events(stackId: string): Promise<StackEvent[]> {
    const { StackEvents } = await this.#client.send(
      new DescribeStackEventsCommand({ StackName: stackId }),
      { abortSignal: this.#signal },
    );
    return StackEvents ?? [];
  }

  async #pause(): Promise<void> {
    await sleep(this.#pollMilliseconds, undefined, { signal: this.#signal });
  }
}
