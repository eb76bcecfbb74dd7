import { arnOf, placeOf } from '../__testing__/place';
import { tagFact } from './tag';

describe('tagFact', () => {
  it('takes the tags of a resource', () => {
    expect(
      tagFact(placeOf('tag'), {
        ResourceARN: arnOf('sqs', 'orders'),
        Tags: [
          { Key: 'event-topology:system', Value: 'shop' },
          { Key: 'empty', Value: '' },
        ],
      }),
    ).toEqual({
      scope: '123456789012/eu-central-1/tag',
      arn: arnOf('sqs', 'orders'),
      tags: { 'event-topology:system': 'shop', empty: '' },
    });
  });
});
