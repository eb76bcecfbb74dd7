import { Match, Template } from 'aws-cdk-lib/assertions';
import { buildApplication } from './application';
import { service } from './config/service';
import { topic } from './config/topic';

const template = Template.fromStack(buildApplication().stack);

test('the queue gets the messages as they were published', () => {
  template.hasResourceProperties('AWS::SNS::Subscription', {
    Protocol: 'sqs',
    RawMessageDelivery: true,
  });
});

test('what SNS cannot deliver is kept', () => {
  template.hasResourceProperties('AWS::SNS::Subscription', {
    Protocol: 'sqs',
    RedrivePolicy: { deadLetterTargetArn: Match.anyValue() },
  });
});

test('only what passes the filter reaches the queue', () => {
  const policy = Object.fromEntries(
    topic.filters.map(({ attribute, values }) => [attribute, values]),
  );
  template.hasResourceProperties('AWS::SNS::Subscription', {
    Protocol: 'sqs',
    FilterPolicy: topic.filters.length === 0 ? Match.absent() : policy,
  });
});

test('a topic of its own is encrypted, and FIFO if the queue is', () => {
  const own = {
    TopicName: topic.fifo ? `${service.name}.fifo` : service.name,
  };
  if (topic.mode === 'existing') {
    template.resourcePropertiesCountIs('AWS::SNS::Topic', own, 0);
    return;
  }
  template.hasResourceProperties('AWS::SNS::Topic', {
    ...own,
    KmsMasterKeyId: Match.anyValue(),
    FifoTopic: topic.fifo ? true : Match.absent(),
  });
  template.hasResourceProperties('AWS::SQS::Queue', {
    QueueName: topic.fifo ? `${service.name}.fifo` : service.name,
    FifoQueue: topic.fifo ? true : Match.absent(),
  });
});

test('nothing but the topic may send to the queue, and nothing in plain text', () => {
  template.hasResourceProperties('AWS::SQS::QueuePolicy', {
    PolicyDocument: {
      Statement: Match.arrayWith([
        Match.objectLike({
          Action: 'sqs:SendMessage',
          Effect: 'Allow',
          Principal: { Service: 'sns.amazonaws.com' },
          Condition: { ArnEquals: { 'aws:SourceArn': Match.anyValue() } },
        }),
      ]),
    },
  });
  template.hasResourceProperties('AWS::SQS::QueuePolicy', {
    PolicyDocument: {
      Statement: Match.arrayWith([
        Match.objectLike({
          Effect: 'Deny',
          Condition: { Bool: { 'aws:SecureTransport': 'false' } },
        }),
      ]),
    },
  });
});
