import { nameOfArn } from './name-of-arn';

describe('nameOfArn', () => {
  it.each([
    ['arn:aws:sqs:eu-central-1:123456789012:loyalty', 'loyalty'],
    ['arn:aws:ecs:eu-central-1:123456789012:service/shop/loyalty', 'loyalty'],
    [
      'arn:aws:ecs:eu-central-1:123456789012:task-definition/media:4',
      'media:4',
    ],
    ['arn:aws:events:eu-central-1:123456789012:rule/shop/to-x', 'to-x'],
    ['plain', 'plain'],
  ])('of %s is %s', (arn, name) => {
    expect(nameOfArn(arn)).toBe(name);
  });
});
