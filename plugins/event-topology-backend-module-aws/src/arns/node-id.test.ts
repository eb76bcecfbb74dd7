import {
  busNodeId,
  functionNodeId,
  nodeIdOfArn,
  streamConsumerName,
  streamNodeId,
  taskDefinitionNodeId,
} from './node-id';

const place = { accountId: '123456789012', region: 'eu-central-1' };

describe('nodeIdOfArn', () => {
  it.each([
    [
      'arn:aws:lambda:eu-central-1:123456789012:function:thumbs:live',
      'arn:aws:lambda:eu-central-1:123456789012:function:thumbs',
    ],
    [
      'arn:aws:states:eu-central-1:123456789012:stateMachine:offers:7',
      'arn:aws:states:eu-central-1:123456789012:stateMachine:offers',
    ],
    [
      'arn:aws:ecs:eu-central-1:123456789012:task-definition/media:12',
      'arn:aws:ecs:eu-central-1:123456789012:task-definition/media',
    ],
    [
      'arn:aws:execute-api:eu-central-1:123456789012:abc123/prod/POST/orders',
      'arn:aws:apigateway:eu-central-1::/restapis/abc123',
    ],
    [
      'arn:aws:states:eu-central-1:123456789012:activity:offers',
      'arn:aws:states:eu-central-1:123456789012:activity:offers',
    ],
    [
      'arn:aws:sqs:eu-central-1:123456789012:loyalty',
      'arn:aws:sqs:eu-central-1:123456789012:loyalty',
    ],
    [
      'arn:aws:kinesis:eu-central-1:123456789012:stream/clicks/consumer/fraud:1700000000',
      'arn:aws:kinesis:eu-central-1:123456789012:stream/clicks',
    ],
    ['loyalty', 'loyalty'],
  ])('%s is the node %s', (arn, id) => {
    expect(nodeIdOfArn(arn)).toBe(id);
  });
});

describe('names that configurations use for short', () => {
  it('understands task definitions by family, revision or ARN', () => {
    const id = 'arn:aws:ecs:eu-central-1:123456789012:task-definition/media';
    expect(taskDefinitionNodeId('media', place)).toBe(id);
    expect(taskDefinitionNodeId('media:3', place)).toBe(id);
    expect(taskDefinitionNodeId(`${id}:3`, place)).toBe(id);
  });

  it('understands functions by name, partial ARN or ARN', () => {
    const id = 'arn:aws:lambda:eu-central-1:123456789012:function:thumbs';
    expect(functionNodeId('thumbs', place)).toBe(id);
    expect(functionNodeId('thumbs:live', place)).toBe(id);
    expect(functionNodeId('123456789012:function:thumbs', place)).toBe(id);
    expect(functionNodeId(`${id}:live`, place)).toBe(id);
  });

  it('understands streams by name, ARN or the ARN of a consumer, which it can name', () => {
    const id = 'arn:aws:kinesis:eu-central-1:123456789012:stream/clicks';
    expect(streamNodeId('clicks', place)).toBe(id);
    expect(streamNodeId(id, place)).toBe(id);
    expect(streamConsumerName(`${id}/consumer/fraud:1700000000`)).toBe('fraud');
    expect(streamConsumerName(id)).toBeUndefined();
  });

  it('understands buses by name or ARN', () => {
    const id = 'arn:aws:events:eu-central-1:123456789012:event-bus/shop';
    expect(busNodeId('shop', place)).toBe(id);
    expect(busNodeId(id, place)).toBe(id);
  });
});
