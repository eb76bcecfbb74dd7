import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  SetQueueAttributesCommand,
} from '@aws-sdk/client-sqs';
import { AwsClients } from './aws-clients';
import {
  denyInsecureTransport,
  policyDocument,
  PolicyStatement,
} from './policy-document';
import { required } from './required';
import { Tags } from './tags';

/** A queue as it was created. */
export interface Queue {
  name: string;
  url: string;
  arn: string;
}

/** A queue to create. */
export interface QueueSpec {
  name: string;
  visibilityTimeoutSeconds?: number;
  messageRetentionPeriodSeconds?: number;
  deadLetterQueue?: Queue;
  /** How often a message is received before it goes to the dead-letter queue. */
  maxReceiveCount?: number;
  tags: Tags;
}

const FOUR_DAYS = 4 * 24 * 60 * 60;
const FOURTEEN_DAYS = 14 * 24 * 60 * 60;

/** A queue that keeps what could not be delivered or handled, as long as SQS can. */
export function ensureDeadLetterQueue(
  aws: AwsClients,
  spec: { name: string; tags: Tags },
): Promise<Queue> {
  return ensureQueue(aws, {
    ...spec,
    messageRetentionPeriodSeconds: FOURTEEN_DAYS,
  });
}

/** Creates a queue, encrypted and long-polled, or finds it. */
export async function ensureQueue(
  aws: AwsClients,
  spec: QueueSpec,
): Promise<Queue> {
  const attributes: Record<string, string> = {
    MessageRetentionPeriod: String(
      spec.messageRetentionPeriodSeconds ?? FOUR_DAYS,
    ),
    ReceiveMessageWaitTimeSeconds: '20',
    SqsManagedSseEnabled: 'true',
    VisibilityTimeout: String(spec.visibilityTimeoutSeconds ?? 30),
  };
  if (spec.deadLetterQueue) {
    attributes.RedrivePolicy = JSON.stringify({
      deadLetterTargetArn: spec.deadLetterQueue.arn,
      maxReceiveCount: spec.maxReceiveCount ?? 3,
    });
  }
  const { QueueUrl } = await aws.sqs.send(
    new CreateQueueCommand({
      QueueName: spec.name,
      Attributes: attributes,
      tags: spec.tags,
    }),
  );
  const url = required(QueueUrl, `the URL of queue ${spec.name}`);
  const { Attributes } = await aws.sqs.send(
    new GetQueueAttributesCommand({
      QueueUrl: url,
      AttributeNames: ['QueueArn'],
    }),
  );
  const arn = required(Attributes?.QueueArn, `the ARN of queue ${spec.name}`);
  return { name: spec.name, url, arn };
}

/** Sets who may use a queue; calls without TLS are always refused. */
export async function setQueuePolicy(
  aws: AwsClients,
  queue: Queue,
  statements: PolicyStatement[],
): Promise<void> {
  await aws.sqs.send(
    new SetQueueAttributesCommand({
      QueueUrl: queue.url,
      Attributes: {
        Policy: policyDocument([
          ...statements,
          denyInsecureTransport('sqs:*', queue.arn),
        ]),
      },
    }),
  );
}
