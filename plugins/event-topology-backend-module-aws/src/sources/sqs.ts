import {
  GetQueueAttributesCommand,
  ListQueuesCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import {
  EdgeKind,
  QueueAttributes,
  RedrivePolicy,
  TopologyEdge,
  TopologyNode,
  TopologyNodeOf,
  parseArn,
} from '@ecs-eda/plugin-event-topology-common';
import { queueArnOfUrl } from '../arns/queue-url';
import { accountNodeId } from '../findings/account-node-id';
import { makeEdge, withoutUndefined } from '../findings/make-edge';
import { ReadingPlace, makeNode } from '../findings/make-node';
import { Admitted, admittedPrincipals } from '../policies/admitted-principals';
import { AwsSource } from './aws-source';

/** The most that `ListQueues` gives; without it there would be no next page. */
const PAGE_SIZE = 1000;

/** Queues. 1 call a 1,000 queues, and 1 a queue: nothing reads attributes in batches. */
export const sqsSource: AwsSource = {
  service: 'sqs',
  scope: 'region',
  createClient: config =>
    // Else the client calls the host in the queue's URL, past a proxy or a local endpoint.
    new SQSClient({ ...config, useQueueUrlAsEndpoint: false }),

  async read(context) {
    const nodes: TopologyNode[] = [];
    const edges: TopologyEdge[] = [];
    const listed = context.pages(
      'queues',
      token =>
        context.send(
          new ListQueuesCommand({ MaxResults: PAGE_SIZE, NextToken: token }),
        ),
      page => page.NextToken,
    );
    for await (const page of listed) {
      for (const queueUrl of page.QueueUrls ?? []) {
        context.resources.add('queue', queueName(queueUrl), async () => {
          const { Attributes } = await context.send(
            new GetQueueAttributesCommand({
              QueueUrl: queueUrl,
              // By name, FIFO attributes are refused on standard queues.
              AttributeNames: ['All'],
            }),
          );
          const queue = queueNode(context, queueUrl, Attributes ?? {});
          nodes.push(queue);
          edges.push(
            ...redriveEdges(queue),
            ...admissionEdges(queue, Attributes?.Policy),
          );
        });
      }
    }
    await context.resources.done();
    return { nodes, edges };
  },
};

/** @param attributes - as `GetQueueAttributes` gives them: all text */
export function queueNode(
  place: ReadingPlace,
  queueUrl: string,
  attributes: Record<string, string>,
): TopologyNodeOf<'queue'> {
  const name = queueName(queueUrl);
  const id = attributes.QueueArn ?? queueArnOfUrl(queueUrl, place.region);
  if (!id) {
    throw new Error(`The queue ${queueUrl} has no ARN`);
  }
  return makeNode(
    place,
    'queue',
    id,
    name,
    withoutUndefined<QueueAttributes>({
      fifo: name.endsWith('.fifo'),
      queueUrl,
      visibilityTimeoutSeconds: number(attributes.VisibilityTimeout),
      messageRetentionPeriodSeconds: number(attributes.MessageRetentionPeriod),
      delaySeconds: number(attributes.DelaySeconds),
      receiveMessageWaitTimeSeconds: number(
        attributes.ReceiveMessageWaitTimeSeconds,
      ),
      maximumMessageSizeBytes: number(attributes.MaximumMessageSize),
      encrypted:
        attributes.SqsManagedSseEnabled === 'true' ||
        Boolean(attributes.KmsMasterKeyId),
      redrivePolicy: parseRedrivePolicy(attributes.RedrivePolicy),
    }),
  );
}

/** The edge to the queue's dead-letter queue, if it has one. */
export function redriveEdges(queue: TopologyNodeOf<'queue'>): TopologyEdge[] {
  const policy = queue.attributes.redrivePolicy;
  if (!policy) {
    return [];
  }
  return [
    makeEdge({
      from: queue.id,
      kind: 'dead-letters',
      to: policy.deadLetterTargetArn,
      confidence: 'configured',
      evidence: {
        scope: queue.scope,
        source: 'aws-api',
        operation: 'sqs:GetQueueAttributes',
        field: 'Attributes.RedrivePolicy',
        value: JSON.stringify(policy),
      },
      details: { maxReceiveCount: policy.maxReceiveCount },
    }),
  ];
}

/** The edges to and from other accounts that the queue's own policy lets in. */
export function admissionEdges(
  queue: TopologyNodeOf<'queue'>,
  policy: string | undefined,
): TopologyEdge[] {
  if (!policy) {
    return [];
  }
  const edge = (
    from: string,
    kind: EdgeKind,
    to: string,
    { statement }: Admitted,
  ) =>
    makeEdge({
      from,
      kind,
      to,
      confidence: 'inferred',
      evidence: {
        scope: queue.scope,
        source: 'aws-api',
        operation: 'sqs:GetQueueAttributes',
        field: 'Attributes.Policy',
        value: statement,
      },
    });
  const admitted = (action: string) =>
    admittedPrincipals(policy, action, queue.accountId);
  return [
    ...admitted('sqs:SendMessage').map(one =>
      one.sourceArn
        ? edge(one.sourceArn, senderKind(one.sourceArn), queue.id, one)
        : edge(accountNodeId(one.accountId ?? ''), 'enqueues', queue.id, one),
    ),
    ...admitted('sqs:ReceiveMessage').flatMap(one =>
      one.accountId
        ? edge(queue.id, 'polls', accountNodeId(one.accountId), one)
        : [],
    ),
  ];
}

/** What a resource does that puts messages into a queue. */
function senderKind(arn: string): EdgeKind {
  switch (parseArn(arn)?.service) {
    case 'sns':
      return 'subscribes';
    case 'events':
    case 'pipes':
      return 'delivers';
    case 'scheduler':
      return 'schedules';
    default:
      return 'enqueues';
  }
}

function parseRedrivePolicy(text?: string): RedrivePolicy | undefined {
  if (!text) {
    return undefined;
  }
  const { deadLetterTargetArn, maxReceiveCount } = JSON.parse(text);
  return typeof deadLetterTargetArn === 'string'
    ? // SQS gives back the count as it was set: a number or a text.
      { deadLetterTargetArn, maxReceiveCount: Number(maxReceiveCount) }
    : undefined;
}

function queueName(queueUrl: string): string {
  return queueUrl.slice(queueUrl.lastIndexOf('/') + 1);
}

function number(text?: string): number | undefined {
  return text === undefined ? undefined : Number(text);
}
