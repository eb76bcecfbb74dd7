import { readApiIntegration } from './api-integration';

const place = { accountId: '123456789012', region: 'eu-central-1' };
const uri = (call: string) => `arn:aws:apigateway:eu-central-1:${call}`;

describe('readApiIntegration', () => {
  it('finds the bus in the mapping template', () => {
    expect(
      readApiIntegration(
        {
          uri: uri('events:action/PutEvents'),
          requestTemplates: {
            'application/json':
              '{"Entries":[{"Source":"shop.web","EventBusName": "shop","Detail":"$util.escapeJavaScript($input.body)"}]}',
          },
        },
        place,
      ),
    ).toEqual({
      action: 'put-events',
      targets: ['arn:aws:events:eu-central-1:123456789012:event-bus/shop'],
    });
  });

  it('knows the default bus when none is named', () => {
    expect(
      readApiIntegration(
        {
          uri: uri('events:action/PutEvents'),
          requestTemplates: { 'application/json': '{"Entries":[{}]}' },
        },
        place,
      )?.targets,
    ).toEqual(['arn:aws:events:eu-central-1:123456789012:event-bus/default']);
  });

  it('does not guess a bus that the request decides', () => {
    expect(
      readApiIntegration(
        {
          uri: uri('events:action/PutEvents'),
          requestTemplates: {
            'application/json':
              '{"Entries":[{"EventBusName":"$stageVariables.bus"}]}',
          },
        },
        place,
      )?.targets,
    ).toEqual([]);
  });

  it.each([
    [
      'a queue in the path',
      { uri: uri('sqs:path/123456789012/orders.fifo') },
      'arn:aws:sqs:eu-central-1:123456789012:orders.fifo',
    ],
    [
      'a queue in the template',
      {
        uri: uri('sqs:action/SendMessage'),
        requestTemplates: {
          'application/json': `Action=SendMessage&QueueUrl=$util.urlEncode('https://sqs.eu-central-1.amazonaws.com/123456789012/orders')&MessageBody=x`,
        },
      },
      'arn:aws:sqs:eu-central-1:123456789012:orders',
    ],
    [
      'a stream in the template',
      {
        uri: uri('kinesis:action/PutRecord'),
        requestTemplates: {
          'application/json':
            '{"StreamName":"clicks","PartitionKey":"$input.path(\'$.id\')"}',
        },
      },
      'arn:aws:kinesis:eu-central-1:123456789012:stream/clicks',
    ],
    [
      'a topic in the parameters',
      {
        uri: uri('sns:action/Publish'),
        requestParameters: {
          'integration.request.querystring.TopicArn':
            "'arn:aws:sns:eu-central-1:123456789012:orders'",
        },
      },
      'arn:aws:sns:eu-central-1:123456789012:orders',
    ],
    [
      'a state machine in an escaped template',
      {
        uri: uri('states:action/StartExecution'),
        requestTemplates: {
          'application/json':
            '{"input":"{}","stateMachineArn":"arn:aws:states:eu-central-1:123456789012:stateMachine:offers"}',
        },
      },
      'arn:aws:states:eu-central-1:123456789012:stateMachine:offers',
    ],
  ])('finds %s', (_what, integration, target) => {
    expect(readApiIntegration(integration, place)?.targets).toEqual([target]);
  });

  it.each([
    uri(
      'lambda:path/2015-03-31/functions/arn:aws:lambda:eu-central-1:123456789012:function:x/invocations',
    ),
    uri('s3:path/bucket/key'),
    'https://api.example',
    undefined,
  ])('passes over %s', other => {
    expect(readApiIntegration({ uri: other }, place)).toBeUndefined();
  });
});
