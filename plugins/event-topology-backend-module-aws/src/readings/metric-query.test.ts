import { TopologyNode } from '@ecs-eda/plugin-event-topology-common';
import { arnOf, placeOf } from '../__testing__/place';
import { makeNode } from '../findings/make-node';
import { metricQueries } from './metric-query';

function rule(attributes: { state: string; eventBusName: string }) {
  return makeNode(
    placeOf('events'),
    'rule',
    arnOf('events', 'rule/shop/order-created'),
    'order-created',
    { targetCount: 1, ...attributes },
  );
}

describe('metricQueries', () => {
  it('names the bus of a rule, unless it is the default one', () => {
    expect(
      metricQueries(rule({ state: 'ENABLED', eventBusName: 'shop' }))[0],
    ).toMatchObject({
      namespace: 'AWS/Events',
      metricName: 'Invocations',
      dimensions: { EventBusName: 'shop', RuleName: 'order-created' },
      statistic: 'Sum',
    });
    expect(
      metricQueries(rule({ state: 'ENABLED', eventBusName: 'default' }))[0]
        .dimensions,
    ).toEqual({ RuleName: 'order-created' });
  });

  it('asks nothing about a rule that is disabled', () => {
    expect(
      metricQueries(rule({ state: 'DISABLED', eventBusName: 'shop' })),
    ).toEqual([]);
  });

  it('asks for the lag of each registered consumer of a stream', () => {
    const stream = makeNode(
      placeOf('kinesis'),
      'stream',
      arnOf('kinesis', 'stream/clicks'),
      'clicks',
      { status: 'ACTIVE', consumers: [{ name: 'fraud', arn: 'arn:fraud' }] },
    );

    expect(
      metricQueries(stream).map(({ metricName, dimensions, statistic }) => [
        metricName,
        dimensions,
        statistic,
      ]),
    ).toEqual([
      ['IncomingRecords', { StreamName: 'clicks' }, 'Sum'],
      ['WriteProvisionedThroughputExceeded', { StreamName: 'clicks' }, 'Sum'],
      [
        'GetRecords.IteratorAgeMilliseconds',
        { StreamName: 'clicks' },
        'Maximum',
      ],
      [
        'SubscribeToShardEvent.MillisBehindLatest',
        { StreamName: 'clicks', ConsumerName: 'fraud' },
        'Maximum',
      ],
    ]);
  });

  it('asks for the iterator age of a function only when it reads a stream', () => {
    const fn = makeNode(
      placeOf('lambda'),
      'function',
      arnOf('lambda', 'function:count'),
      'count',
      {},
    );
    const namesOf = (readsStream: boolean) =>
      metricQueries(fn, readsStream).map(query => query.metricName);

    expect(namesOf(false)).not.toContain('IteratorAge');
    expect(namesOf(true)).toContain('IteratorAge');
  });

  it('asks nothing about kinds without figures from CloudWatch', () => {
    const bus: TopologyNode = makeNode(
      placeOf('events'),
      'event-bus',
      arnOf('events', 'event-bus/shop'),
      'shop',
      { isDefault: false },
    );

    expect(metricQueries(bus)).toEqual([]);
  });
});
