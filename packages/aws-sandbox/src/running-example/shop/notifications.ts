import {
  CreateTopicCommand,
  SetTopicAttributesCommand,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import { Target } from '@aws-sdk/client-eventbridge';
import { AwsClients } from '../aws/aws-clients';
import { ensureDeadLetterAlarm } from '../aws/alarm';
import {
  ContainerService,
  ensureContainerService,
} from '../aws/container-service';
import { allow, allowService, policyDocument } from '../aws/policy-document';
import {
  ensureDeadLetterQueue,
  ensureQueue,
  Queue,
  setQueuePolicy,
} from '../aws/queue';
import { required } from '../aws/required';
import { ensureRule, RETRY_FOR_AN_HOUR, ruleArn } from '../aws/rule';
import { tagList } from '../aws/tags';
import { ensureTaskDefinition } from '../aws/task-definition';
import { Shop, shopTags } from './shop';

/** The notifications component as it was deployed. */
export interface NotificationsStack {
  topicArn: string;
  /** The service that keeps each customer's messages. */
  service: ContainerService;
  messageHistory: Queue;
}

const tags = shopTags({ component: 'notifications', pattern: 'topic-fanout' });

/** What becomes a message to a customer: rule → event and its wording. */
const MESSAGES = [
  {
    rule: 'order-created-to-notifications',
    description: 'Tells the customer that the order is confirmed',
    eventPattern: { source: ['shop.order'], 'detail-type': ['OrderCreated'] },
    subject: '$.detail.orderId',
    text: 'Thank you. Your order <subject> is confirmed.',
  },
  {
    rule: 'payment-failed-to-notifications',
    description: 'Asks the customer for other payment details',
    eventPattern: {
      source: ['shop.payment'],
      'detail-type': ['PaymentFailed'],
    },
    subject: '$.detail.orderId',
    text: 'Please update the payment details of your order <subject>.',
  },
  {
    rule: 'offers-ready-to-notifications',
    description: 'Sends the customer a personal discount',
    eventPattern: { source: ['shop.offers'], 'detail-type': ['OfferReady'] },
    subject: '$.detail.discountPercent',
    text: 'For you: <subject> percent off your next order.',
  },
];

/**
 * One topic for all messages to customers. The subscriptions' filter policies
 * decide which way each goes; a queue behind the same topic feeds the service
 * that shows customers what was sent to them.
 */
export async function deployNotifications(
  aws: AwsClients,
  shop: Shop,
): Promise<NotificationsStack> {
  const topicArn = await deployTopic(aws, shop);
  const messageHistory = await deployMessageHistory(aws, shop, topicArn);
  await subscribePeople(aws, topicArn);
  await deployRules(aws, shop, topicArn);
  const service = await deployService(aws, shop, messageHistory);
  return { topicArn, service, messageHistory };
}

async function deployTopic(aws: AwsClients, shop: Shop): Promise<string> {
  const { TopicArn } = await aws.sns.send(
    new CreateTopicCommand({
      Name: 'customer-notifications',
      Attributes: { DisplayName: 'The Shop', KmsMasterKeyId: 'alias/aws/sns' },
      Tags: tagList(tags),
    }),
  );
  const arn = required(TopicArn, 'the ARN of topic customer-notifications');
  await aws.sns.send(
    new SetTopicAttributesCommand({
      TopicArn: arn,
      AttributeName: 'Policy',
      AttributeValue: policyDocument([
        allowService(
          'events.amazonaws.com',
          'sns:Publish',
          arn,
          MESSAGES.map(message => ruleArn(aws, shop.bus.name, message.rule)),
        ),
      ]),
    }),
  );
  return arn;
}

async function subscribePeople(aws: AwsClients, topicArn: string) {
  const people = [
    { Protocol: 'sms', Endpoint: '+4915112345678', channel: 'sms' },
    { Protocol: 'email', Endpoint: 'customers@shop.example', channel: 'email' },
  ];
  for (const { Protocol, Endpoint, channel } of people) {
    await aws.sns.send(
      new SubscribeCommand({
        TopicArn: topicArn,
        Protocol,
        Endpoint,
        Attributes: {
          FilterPolicyScope: 'MessageBody',
          FilterPolicy: JSON.stringify({ channel: [channel] }),
        },
        ReturnSubscriptionArn: true,
      }),
    );
  }
}

async function deployMessageHistory(
  aws: AwsClients,
  shop: Shop,
  topicArn: string,
): Promise<Queue> {
  const deadLetterQueue = await ensureDeadLetterQueue(aws, {
    name: 'message-history-dlq',
    tags,
  });
  const queue = await ensureQueue(aws, {
    name: 'message-history',
    visibilityTimeoutSeconds: 60,
    deadLetterQueue,
    tags,
  });
  for (const receiver of [queue, deadLetterQueue]) {
    await setQueuePolicy(aws, receiver, [
      allowService('sns.amazonaws.com', 'sqs:SendMessage', receiver.arn, [
        topicArn,
      ]),
    ]);
  }
  await ensureDeadLetterAlarm(aws, {
    deadLetterQueue,
    notify: shop.alarmTopicArn,
    tags,
  });
  await aws.sns.send(
    new SubscribeCommand({
      TopicArn: topicArn,
      Protocol: 'sqs',
      Endpoint: queue.arn,
      Attributes: {
        RawMessageDelivery: 'true',
        RedrivePolicy: JSON.stringify({
          deadLetterTargetArn: deadLetterQueue.arn,
        }),
      },
      ReturnSubscriptionArn: true,
    }),
  );
  return queue;
}

async function deployRules(aws: AwsClients, shop: Shop, topicArn: string) {
  const undelivered = await ensureDeadLetterQueue(aws, {
    name: 'notifications-undelivered',
    tags,
  });
  await setQueuePolicy(aws, undelivered, [
    allowService(
      'events.amazonaws.com',
      'sqs:SendMessage',
      undelivered.arn,
      MESSAGES.map(message => ruleArn(aws, shop.bus.name, message.rule)),
    ),
  ]);
  await ensureDeadLetterAlarm(aws, {
    deadLetterQueue: undelivered,
    notify: shop.alarmTopicArn,
    tags,
  });
  for (const message of MESSAGES) {
    await ensureRule(aws, {
      name: message.rule,
      eventBusName: shop.bus.name,
      description: message.description,
      eventPattern: message.eventPattern,
      targets: [target(topicArn, undelivered.arn, message)],
      tags,
    });
  }
}

function target(
  topicArn: string,
  deadLetterArn: string,
  message: { subject: string; text: string },
): Target {
  return {
    Id: 'customer-notifications',
    Arn: topicArn,
    InputTransformer: {
      InputPathsMap: {
        eventId: '$.id',
        customerId: '$.detail.customer.id',
        channel: '$.detail.customer.channel',
        subject: message.subject,
      },
      InputTemplate: `{"eventId": <eventId>, "customerId": <customerId>, "channel": <channel>, "text": "${message.text}"}`,
    },
    DeadLetterConfig: { Arn: deadLetterArn },
    RetryPolicy: RETRY_FOR_AN_HOUR,
  };
}

async function deployService(
  aws: AwsClients,
  shop: Shop,
  messageHistory: Queue,
): Promise<ContainerService> {
  const taskDefinition = await ensureTaskDefinition(aws, {
    family: 'notifications',
    image: 'shop/notifications:1.5.3',
    cpu: '256',
    memory: '512',
    environment: { QUEUE_URL: messageHistory.url },
    taskRoleStatements: [
      allow(
        [
          'sqs:ReceiveMessage',
          'sqs:DeleteMessage',
          'sqs:ChangeMessageVisibility',
        ],
        [messageHistory.arn],
      ),
    ],
    executionRoleArn: shop.executionRoleArn,
    tags,
  });
  return ensureContainerService(aws, {
    name: 'notifications',
    cluster: shop.cluster,
    network: shop.network,
    taskDefinition,
    // Enough for the sale without scaling: a message is written in milliseconds.
    desiredCount: 2,
    tags,
  });
}
