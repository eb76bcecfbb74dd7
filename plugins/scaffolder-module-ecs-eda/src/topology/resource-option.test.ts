import {
  bus,
  matches,
  PARTNERS,
  queue,
  rule,
  service,
  SHOP,
  snapshotOf,
} from '../__fixtures__/topology';
import {
  accountOptions,
  clusterOptions,
  patternsOnBus,
  regionOptions,
  resourceOptions,
} from './resource-option';

describe('resourceOptions', () => {
  const snapshot = snapshotOf([
    queue('payments'),
    queue('loyalty', { owner: 'group:default/loyalty' }),
    queue('elsewhere', { region: 'eu-west-1' }),
    queue('theirs', { accountId: PARTNERS }),
    queue('loyalty-dlq', { deadLetterQueue: true }),
    bus('shop'),
  ]);

  it('offers the resources of one kind, by name, with owner and URL', () => {
    const options = resourceOptions(snapshot, 'queue', {});
    expect(options.map(({ name }) => name)).toEqual([
      'elsewhere',
      'loyalty',
      'payments',
      'theirs',
    ]);
    expect(options[1]).toEqual({
      arn: `arn:aws:sqs:eu-central-1:${SHOP}:loyalty`,
      name: 'loyalty',
      accountId: SHOP,
      region: 'eu-central-1',
      owner: 'group:default/loyalty',
      url: 'https://sqs.example/loyalty',
    });
  });

  it('narrows them to the account and the region that are chosen', () => {
    const names = (place: { accountId?: string; region?: string }) =>
      resourceOptions(snapshot, 'queue', place).map(({ name }) => name);
    expect(names({ accountId: PARTNERS })).toEqual(['theirs']);
    expect(names({ accountId: SHOP, region: 'eu-west-1' })).toEqual([
      'elsewhere',
    ]);
  });
});

describe('clusterOptions', () => {
  it('knows clusters by their services, once each', () => {
    const snapshot = snapshotOf([
      service('loyalty', 'shop', 'group:default/loyalty'),
      service('media', 'shop', 'group:default/media'),
      service('offers', 'spot', 'group:default/offers'),
    ]);
    expect(clusterOptions(snapshot, {})).toEqual([
      expect.objectContaining({ name: 'shop', owner: undefined }),
      expect.objectContaining({
        name: 'spot',
        arn: `arn:aws:ecs:eu-central-1:${SHOP}:cluster/spot`,
        owner: 'group:default/offers',
      }),
    ]);
  });
});

describe('accounts and regions', () => {
  it('are those that the map reads, without the global one', () => {
    const snapshot = snapshotOf([]);
    expect(accountOptions(snapshot)).toEqual([SHOP, PARTNERS]);
    expect(regionOptions(snapshot, SHOP)).toEqual([
      'eu-central-1',
      'eu-west-1',
    ]);
    expect(regionOptions(snapshot, PARTNERS)).toEqual(['eu-central-1']);
    expect(regionOptions(snapshot, undefined)).toHaveLength(2);
  });
});

describe('patternsOnBus', () => {
  const shop = bus('shop');
  const other = bus('other');
  const created = rule('created', 'shop', '{"source":["shop.order"]}');
  const archive = rule(
    'archive',
    'shop',
    '{"a":["b"]}',
    'events.amazonaws.com',
  );
  const hourly = rule('hourly', 'shop');
  const foreign = rule('foreign', 'other', '{"source":["x"]}');
  const snapshot = snapshotOf(
    [shop, other, created, archive, hourly, foreign],
    [
      matches(shop, created),
      matches(shop, archive),
      matches(shop, hourly),
      matches(other, foreign),
    ],
  );

  it('gives the patterns that people wrote for this bus', () => {
    const expected = [
      { ruleName: 'created', eventPattern: '{"source":["shop.order"]}' },
    ];
    expect(patternsOnBus(snapshot, { arn: shop.id }, {})).toEqual(expected);
    expect(patternsOnBus(snapshot, { name: 'shop' }, {})).toEqual(expected);
  });

  it('gives none while no bus is chosen', () => {
    expect(patternsOnBus(snapshot, {}, {})).toEqual([]);
  });
});
