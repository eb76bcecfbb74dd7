import {
  CreateCapacityProviderCommand,
  CreateClusterCommand,
  PutClusterCapacityProvidersCommand,
} from '@aws-sdk/client-ecs';
import { CreateEventBusCommand } from '@aws-sdk/client-eventbridge';
import { CreateStreamCommand } from '@aws-sdk/client-kinesis';
import {
  CreateActivityCommand,
  CreateStateMachineCommand,
} from '@aws-sdk/client-sfn';
import { CreateTopicCommand } from '@aws-sdk/client-sns';
import { CreateQueueCommand } from '@aws-sdk/client-sqs';
import { SandboxAccount } from './SandboxAccount';

type Create = (account: SandboxAccount, name: string) => Promise<unknown>;

const isFifo = (name: string) => name.endsWith('.fifo');

/** How what a variant builds on comes to exist, by its kind. */
const CREATE: Record<string, Create> = {
  activity: ({ sfn }, name) => sfn.send(new CreateActivityCommand({ name })),
  'capacity-provider': async ({ ecs }, name) => {
    await ecs.send(
      new CreateCapacityProviderCommand({
        name,
        autoScalingGroupProvider: {
          autoScalingGroupArn: `arn:aws:autoscaling:eu-central-1:123456789012:autoScalingGroup:0a1b2c3d-0000-4000-8000-000000000000:autoScalingGroupName/${name}`,
        },
      }),
    );
    await ecs.send(
      new PutClusterCapacityProvidersCommand({
        cluster: 'shared',
        capacityProviders: [name],
        defaultCapacityProviderStrategy: [],
      }),
    );
  },
  cluster: ({ ecs }, name) =>
    ecs.send(new CreateClusterCommand({ clusterName: name })),
  'event-bus': ({ eventBridge }, name) =>
    eventBridge.send(new CreateEventBusCommand({ Name: name })),
  queue: ({ sqs }, name) =>
    sqs.send(
      new CreateQueueCommand({
        QueueName: name,
        ...(isFifo(name) && { Attributes: { FifoQueue: 'true' } }),
      }),
    ),
  'state-machine': ({ sfn }, name) =>
    sfn.send(
      new CreateStateMachineCommand({
        name,
        definition: JSON.stringify({
          StartAt: 'Done',
          States: { Done: { Type: 'Succeed' } },
        }),
        roleArn: 'arn:aws:iam::123456789012:role/workflows',
      }),
    ),
  stream: ({ kinesis }, name) =>
    kinesis.send(new CreateStreamCommand({ StreamName: name, ShardCount: 1 })),
  topic: ({ sns }, name) =>
    sns.send(
      new CreateTopicCommand({
        Name: name,
        ...(isFifo(name) && { Attributes: { FifoTopic: 'true' } }),
      }),
    ),
};

/**
 * Creates what a variant's stack builds on, in the given order.
 *
 * @throws Error when a kind is none that the proof can create
 */
export async function createGiven(
  account: SandboxAccount,
  given: string[],
): Promise<void> {
  for (const one of given) {
    const [kind, name] = one.split('/');
    if (!Object.hasOwn(CREATE, kind)) {
      throw new Error(
        `variants.yaml: given '${one}' is none of ${Object.keys(CREATE).join(
          ', ',
        )}`,
      );
    }
    await CREATE[kind](account, name);
  }
}
