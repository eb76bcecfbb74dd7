import { formatArn, parseArn } from './parse-arn';

describe('parseArn', () => {
  it.each([
    [
      'arn:aws:events:eu-central-1:123456789012:rule/shop/order-created',
      'rule/shop/order-created',
    ],
    [
      'arn:aws:states:eu-central-1:123456789012:activity:offers',
      'activity:offers',
    ],
  ])('splits %s', (arn, resource) => {
    expect(parseArn(arn)).toEqual({
      partition: 'aws',
      service: arn.split(':')[2],
      region: 'eu-central-1',
      accountId: '123456789012',
      resource,
    });
  });

  it('takes an ARN without region and account, and puts it together again', () => {
    const arn = 'arn:aws-cn:s3:::videos/raw';
    const parsed = parseArn(arn);
    expect(parsed).toMatchObject({ region: '', accountId: '' });
    expect(parsed && formatArn(parsed)).toBe(arn);
  });

  it.each(['', 'loyalty', 'arn:aws:sqs', 'arn:aws:sqs:eu-central-1:1:'])(
    'does not take "%s" for an ARN',
    text => {
      expect(parseArn(text)).toBeUndefined();
    },
  );
});
