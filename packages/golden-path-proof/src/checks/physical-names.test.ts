import {
  namesThatAreLongerThanForeseen,
  physicalNames,
} from './physical-names';

describe('physicalNames', () => {
  it('gives the names that a template gives, by what they name', () => {
    expect(
      physicalNames({
        Resources: {
          Queue: {
            Type: 'AWS::SQS::Queue',
            Properties: { QueueName: 'orders.fifo' },
          },
          Unnamed: { Type: 'AWS::SQS::Queue' },
          Computed: {
            Type: 'AWS::SNS::Topic',
            Properties: { TopicName: { Ref: 'Name' } },
          },
          Vpc: { Type: 'AWS::EC2::VPC', Properties: {} },
        },
      }),
    ).toEqual([{ resource: 'queue', name: 'orders.fifo' }]);
  });
});

describe('namesThatAreLongerThanForeseen', () => {
  it('compares names of a kind', () => {
    const foreseen = [
      { resource: 'queue' as const, name: 'orders-dlq' },
      { resource: 'topic' as const, name: 'orders-subscription-dlq' },
    ];
    const tooLong = { resource: 'queue' as const, name: 'orders-rule-dlq' };
    const unknown = { resource: 'rule' as const, name: 'orders' };

    expect(
      namesThatAreLongerThanForeseen(
        [{ resource: 'queue', name: 'orders' }, tooLong, unknown],
        foreseen,
      ),
    ).toEqual([tooLong, unknown]);
  });
});
