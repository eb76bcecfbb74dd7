import { parseArn } from '@ecs-eda/plugin-event-topology-common';
import { settingsAsAttributes } from '../../../sqs/attributes';
import { defaultSettings } from '../../../sqs/queue/QueueSettings';
import { ResourceContext } from '../ResourceContext';
import {
  Properties,
  ResourceType,
  documentText,
  refuseOthers,
  textsOf,
} from '../resource-type';

const ATTRIBUTES = [
  'ContentBasedDeduplication',
  'DeduplicationScope',
  'DelaySeconds',
  'FifoQueue',
  'FifoThroughputLimit',
  'KmsDataKeyReusePeriodSeconds',
  'KmsMasterKeyId',
  'MaximumMessageSize',
  'MessageRetentionPeriod',
  'ReceiveMessageWaitTimeSeconds',
  'RedriveAllowPolicy',
  'RedrivePolicy',
  'SqsManagedSseEnabled',
  'VisibilityTimeout',
];

const isFifo = (properties: Properties) =>
  String(properties.FifoQueue) === 'true';

const queue: ResourceType = {
  name: {
    property: 'QueueName',
    maximumLength: 80,
    suffix: properties => (isFifo(properties) ? '.fifo' : ''),
  },
  replacedBy: ['QueueName', 'FifoQueue'],
  takesTags: true,

  async create(properties, context) {
    const { QueueUrl } = await context.call('sqs', 'CreateQueue', {
      QueueName: properties.QueueName,
      Attributes: attributesOf(properties),
      ...context.tagsFor('sqs', 'CreateQueue'),
    });
    const { Attributes } = await context.call('sqs', 'GetQueueAttributes', {
      QueueUrl,
      AttributeNames: ['QueueArn'],
    });
    const arn: string = Attributes.QueueArn;
    return {
      physicalId: QueueUrl,
      arn,
      attributes: {
        Arn: arn,
        QueueName: parseArn(arn)?.resource,
        QueueUrl,
      },
    };
  },

  async update({ before, after, identity }, context) {
    const wanted = attributesOf(after);
    const defaults: Record<string, string | undefined> = settingsAsAttributes(
      defaultSettings(isFifo(after)),
    );
    const removed = Object.keys(attributesOf(before)).filter(
      name => !(name in wanted),
    );
    await context.call('sqs', 'SetQueueAttributes', {
      QueueUrl: identity.physicalId,
      Attributes: {
        ...Object.fromEntries(
          removed.map(name => [name, defaults[name] ?? '']),
        ),
        ...wanted,
      },
    });
  },

  async delete({ physicalId }, _, context) {
    await context.call('sqs', 'DeleteQueue', { QueueUrl: physicalId });
  },
};

/** CreateQueue takes no `FifoQueue: false`: a standard queue says nothing. */
function attributesOf(properties: Properties): Record<string, string> {
  refuseOthers(properties, ['QueueName', ...ATTRIBUTES]);
  return Object.fromEntries(
    ATTRIBUTES.filter(
      name =>
        properties[name] !== undefined &&
        (name !== 'FifoQueue' || isFifo(properties)),
    ).map(name => [name, documentText(properties[name]) ?? '']),
  );
}

const queuePolicy: ResourceType = {
  replacedBy: [],
  takesTags: false,

  async create(properties, context) {
    refuseOthers(properties, ['PolicyDocument', 'Queues']);
    await setPolicies(
      textsOf(properties, 'Queues'),
      documentText(properties.PolicyDocument) ?? '',
      context,
    );
    const physicalId = `${context.stack.name}-${context.logicalId}`;
    return { physicalId, attributes: { Id: physicalId } };
  },

  async update({ before, after }, context) {
    refuseOthers(after, ['PolicyDocument', 'Queues']);
    const queues = textsOf(after, 'Queues');
    await setPolicies(
      textsOf(before, 'Queues').filter(url => !queues.includes(url)),
      '',
      context,
    );
    await setPolicies(
      queues,
      documentText(after.PolicyDocument) ?? '',
      context,
    );
  },

  async delete(_, properties, context) {
    await setPolicies(textsOf(properties, 'Queues'), '', context);
  },
};

async function setPolicies(
  queueUrls: string[],
  policy: string,
  context: ResourceContext,
): Promise<void> {
  for (const QueueUrl of queueUrls) {
    await context.call('sqs', 'SetQueueAttributes', {
      QueueUrl,
      Attributes: { Policy: policy },
    });
  }
}

export const sqsTypes: Record<string, ResourceType> = {
  'AWS::SQS::Queue': queue,
  'AWS::SQS::QueuePolicy': queuePolicy,
};
