import { isGeneratedEntity } from './generated-entity';

const ORIGIN = 'backstage.io/managed-by-origin-location';

it.each([
  [true, { [ORIGIN]: 'event-topology:123456789012/eu-central-1' }],
  [false, { [ORIGIN]: 'url:https://github.com/shop/event-topology:1' }],
  [false, { 'aws.amazon.com/arn': 'arn:aws:sqs:eu-central-1:1:loyalty' }],
  [false, undefined],
])('says %s for %j', (generated, annotations) => {
  expect(isGeneratedEntity(annotations)).toBe(generated);
});
