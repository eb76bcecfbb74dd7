import { Match, Template } from 'aws-cdk-lib/assertions';
import { buildApplication } from './application';
import { consumer } from './config/consumer';
import { service } from './config/service';
import { stream } from './config/stream';
import { addStream } from './lib/stream';

const { stack } = buildApplication();
const template = Template.fromStack(stack);
const isFanOut = stream.readMode === 'enhanced-fan-out';

function statement(sid: string) {
  return Object.values(template.findResources('AWS::IAM::Policy'))
    .flatMap(({ Properties }) => Properties.PolicyDocument.Statement)
    .find(({ Sid }) => Sid === sid);
}

test('the service has a stream of its own, unless one exists', () => {
  const streams = Object.values(template.findResources('AWS::Kinesis::Stream'));
  expect(streams).toHaveLength(stream.mode === 'new' ? 1 : 0);
  for (const { Properties } of streams) {
    expect(Properties).toMatchObject({
      Name: service.name,
      RetentionPeriodHours: stream.retentionHours,
      StreamModeDetails: {
        StreamMode: stream.shardCount > 0 ? 'PROVISIONED' : 'ON_DEMAND',
      },
      StreamEncryption: { EncryptionType: 'KMS' },
    });
  }
});

test('a stream that exists must be named', () => {
  expect(() =>
    addStream(stack, { ...stream, mode: 'existing', arn: null }),
  ).toThrow('arn must name the stream');
});

test('tasks may read this stream in the way that was chosen, and no other', () => {
  expect(statement('ReadStream').Action).toEqual(
    isFanOut
      ? 'kinesis:ListShards'
      : [
          'kinesis:GetRecords',
          'kinesis:GetShardIterator',
          'kinesis:ListShards',
        ],
  );
  expect(statement('ReadStream').Resource).toEqual(
    stream.mode === 'new'
      ? { 'Fn::GetAtt': [expect.any(String), 'Arn'] }
      : stream.arn,
  );
  template.resourceCountIs('AWS::Kinesis::StreamConsumer', isFanOut ? 1 : 0);
  expect(statement('BePushedTo') !== undefined).toBe(isFanOut);
});

test('how far each shard was read is kept, and each record if that was chosen', () => {
  template.hasResourceProperties('AWS::DynamoDB::Table', {
    TableName: `${service.name}-leases`,
  });
  template.resourceCountIs(
    'AWS::DynamoDB::Table',
    consumer.rememberRecords ? 2 : 1,
  );
});

test('as many tasks run as were chosen, and say which stream they read', () => {
  template.hasResourceProperties('AWS::ECS::Service', {
    ServiceName: service.name,
    DesiredCount: consumer.desiredTasks,
    Tags: Match.arrayWith([
      Match.objectLike({ Key: 'event-topology:consumes' }),
    ]),
  });
});

test('what cannot be handled is kept for 14 days', () => {
  template.hasResourceProperties('AWS::SQS::Queue', {
    QueueName: `${service.name}-failed-records`,
    MessageRetentionPeriod: 14 * 24 * 3600,
  });
});

test('somebody hears when the consumer is behind', () => {
  template.hasResourceProperties('AWS::CloudWatch::Alarm', {
    AlarmName: `${service.name}-behind`,
    MetricName: isFanOut
      ? 'SubscribeToShardEvent.MillisBehindLatest'
      : 'GetRecords.IteratorAgeMilliseconds',
    Threshold: consumer.acceptableLatencySeconds * 1000,
  });
});
