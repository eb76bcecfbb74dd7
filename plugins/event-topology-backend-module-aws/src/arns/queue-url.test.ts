import { queueArnOfUrl } from './queue-url';

describe('queueArnOfUrl', () => {
  it.each([
    [
      'https://sqs.eu-central-1.amazonaws.com/123456789012/loyalty',
      'arn:aws:sqs:eu-central-1:123456789012:loyalty',
    ],
    [
      'https://eu-west-1.queue.amazonaws.com/123456789012/orders.fifo',
      'arn:aws:sqs:eu-west-1:123456789012:orders.fifo',
    ],
    [
      'http://127.0.0.1:4566/123456789012/loyalty',
      'arn:aws:sqs:us-east-1:123456789012:loyalty',
    ],
    [
      'http://localhost:4566/queue/eu-central-1/123456789012/loyalty',
      'arn:aws:sqs:us-east-1:123456789012:loyalty',
    ],
    [
      'https://sqs.cn-north-1.amazonaws.com.cn/123456789012/loyalty',
      'arn:aws-cn:sqs:cn-north-1:123456789012:loyalty',
    ],
  ])('reads %s', (url, arn) => {
    expect(queueArnOfUrl(url, 'us-east-1')).toBe(arn);
  });

  it.each([
    'https://shop.example/orders',
    'https://sqs.eu-central-1.amazonaws.com/1234/loyalty',
    'arn:aws:sqs:eu-central-1:123456789012:loyalty',
    'loyalty',
  ])('takes %s for no queue URL', url => {
    expect(queueArnOfUrl(url, 'us-east-1')).toBeUndefined();
  });
});
