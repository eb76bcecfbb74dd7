import { NodeKind } from '../model';
import { consoleUrl } from './console-url';

const SCOPE = 'eu-central-1:123456789012';
const CONSOLE = 'https://eu-central-1.console.aws.amazon.com';
const REGION = 'region=eu-central-1';

describe('consoleUrl', () => {
  it.each<[NodeKind, string, string]>([
    [
      'event-bus',
      `arn:aws:events:${SCOPE}:event-bus/shop`,
      `${CONSOLE}/events/home?${REGION}#/eventbus/shop`,
    ],
    [
      'rule',
      `arn:aws:events:${SCOPE}:rule/shop/order-created`,
      `${CONSOLE}/events/home?${REGION}#/eventbus/shop/rules/order-created`,
    ],
    [
      'rule',
      `arn:aws:events:${SCOPE}:rule/order-created`,
      `${CONSOLE}/events/home?${REGION}#/eventbus/default/rules/order-created`,
    ],
    [
      'rule',
      `arn:aws:events:${SCOPE}:rule/aws.partner/acme.com/1/order-created`,
      `${CONSOLE}/events/home?${REGION}#/eventbus/aws.partner%2Facme.com%2F1/rules/order-created`,
    ],
    [
      'archive',
      `arn:aws:events:${SCOPE}:archive/shop`,
      `${CONSOLE}/events/home?${REGION}#/archive/shop`,
    ],
    [
      'api-destination',
      `arn:aws:events:${SCOPE}:api-destination/payment/0f1e2d3c`,
      `${CONSOLE}/events/home?${REGION}#/apidestinations/payment`,
    ],
    [
      'pipe',
      `arn:aws:pipes:${SCOPE}:pipe/orders`,
      `${CONSOLE}/events/home?${REGION}#/pipes/orders`,
    ],
    [
      'schedule',
      `arn:aws:scheduler:${SCOPE}:schedule/default/offers`,
      `${CONSOLE}/scheduler/home?${REGION}#/schedules/default/offers`,
    ],
    [
      'queue',
      `arn:aws:sqs:${SCOPE}:loyalty.fifo`,
      `${CONSOLE}/sqs/v3/home?${REGION}#/queues/https%3A%2F%2Fsqs.eu-central-1.amazonaws.com%2F123456789012%2Floyalty.fifo`,
    ],
    [
      'topic',
      `arn:aws:sns:${SCOPE}:notifications`,
      `${CONSOLE}/sns/v3/home?${REGION}#/topic/arn%3Aaws%3Asns%3Aeu-central-1%3A123456789012%3Anotifications`,
    ],
    [
      'state-machine',
      `arn:aws:states:${SCOPE}:stateMachine:offers`,
      `${CONSOLE}/states/home?${REGION}#/statemachines/view/arn%3Aaws%3Astates%3Aeu-central-1%3A123456789012%3AstateMachine%3Aoffers`,
    ],
    [
      'activity',
      `arn:aws:states:${SCOPE}:activity:offers`,
      `${CONSOLE}/states/home?${REGION}#/activities`,
    ],
    [
      'ecs-service',
      `arn:aws:ecs:${SCOPE}:service/shop/loyalty`,
      `${CONSOLE}/ecs/v2/clusters/shop/services/loyalty/health?${REGION}`,
    ],
    [
      'task-definition',
      `arn:aws:ecs:${SCOPE}:task-definition/media:7`,
      `${CONSOLE}/ecs/v2/task-definitions/media/7/containers?${REGION}`,
    ],
    [
      'task-definition',
      `arn:aws:ecs:${SCOPE}:task-definition/media`,
      `${CONSOLE}/ecs/v2/task-definitions/media?${REGION}`,
    ],
    [
      'function',
      `arn:aws:lambda:${SCOPE}:function:media:live`,
      `${CONSOLE}/lambda/home?${REGION}#/functions/media`,
    ],
    [
      'rest-api',
      'arn:aws:apigateway:eu-central-1::/restapis/a1b2c3d4e5',
      `${CONSOLE}/apigateway/main/apis/a1b2c3d4e5/resources?api=a1b2c3d4e5&${REGION}`,
    ],
    [
      'stream',
      `arn:aws:kinesis:${SCOPE}:stream/clicks`,
      `${CONSOLE}/kinesis/home?${REGION}#/streams/details/clicks/monitoring`,
    ],
    [
      'broker',
      `arn:aws:mq:${SCOPE}:broker:erp:b-1234`,
      `${CONSOLE}/amazon-mq/home?${REGION}#/brokers/details?id=b-1234`,
    ],
    [
      'broker',
      `arn:aws:kafka:${SCOPE}:cluster/clicks/12-1`,
      `${CONSOLE}/msk/home?${REGION}#/cluster/${encodeURIComponent(
        `arn:aws:kafka:${SCOPE}:cluster/clicks/12-1`,
      )}/view`,
    ],
    [
      'kafka-topic',
      `arn:aws:kafka:${SCOPE}:topic/clicks/12-1/page-views`,
      `${CONSOLE}/msk/home?${REGION}#/cluster/${encodeURIComponent(
        `arn:aws:kafka:${SCOPE}:cluster/clicks/12-1`,
      )}/view`,
    ],
  ])('of a %s, %s', (kind, arn, url) => {
    expect(consoleUrl(kind, arn)).toBe(url);
  });

  it('knows the other partitions', () => {
    expect(
      consoleUrl('queue', 'arn:aws-cn:sqs:cn-north-1:123456789012:loyalty'),
    ).toBe(
      'https://cn-north-1.console.amazonaws.cn/sqs/v3/home?region=cn-north-1#/queues/https%3A%2F%2Fsqs.cn-north-1.amazonaws.com.cn%2F123456789012%2Floyalty',
    );
    expect(
      consoleUrl(
        'event-bus',
        'arn:aws-us-gov:events:us-gov-west-1:123456789012:event-bus/shop',
      ),
    ).toBe(
      'https://us-gov-west-1.console.amazonaws-us-gov.com/events/home?region=us-gov-west-1#/eventbus/shop',
    );
  });

  it('encodes names, so that none can change the address', () => {
    expect(
      consoleUrl('event-bus', `arn:aws:events:${SCOPE}:event-bus/a b#c?d/e`),
    ).toBe(`${CONSOLE}/events/home?${REGION}#/eventbus/a%20b%23c%3Fd%2Fe`);
  });

  it.each<[NodeKind, string]>([
    ['queue', 'urn:event-topology:queue'],
    ['queue', 'arn:aws-iso:sqs:us-iso-east-1:123456789012:loyalty'],
    ['queue', 'arn:aws:sqs:evil.example/#:123456789012:loyalty'],
    ['event-bus', `arn:aws:events:${SCOPE}:rule/shop`],
    ['rule', `arn:aws:events:${SCOPE}:event-bus/shop`],
    ['schedule', `arn:aws:scheduler:${SCOPE}:schedule/offers`],
    ['ecs-service', `arn:aws:ecs:${SCOPE}:service/loyalty`],
    ['stream', `arn:aws:kafka:${SCOPE}:cluster/clicks/1`],
    ['broker', `arn:aws:mq:${SCOPE}:configuration:c-1234`],
    ['kafka-topic', `arn:aws:kafka:${SCOPE}:cluster/clicks/12-1`],
    ['external', `arn:aws:iam::123456789012:root`],
    ['event-source', `arn:aws:s3:${SCOPE}:bucket`],
  ])('has none of a %s for %s', (kind, arn) => {
    expect(consoleUrl(kind, arn)).toBeUndefined();
  });
});
