import { TopologyNode } from '../model';
import { findCollisions } from './validation-collisions';

const ACCOUNT = { accountId: '123456789012', region: 'eu-central-1' };

function node(kind: string, name: string, place: object = {}): TopologyNode {
  return {
    id: `arn:aws:x:eu-central-1:123456789012:${name}`,
    kind,
    name,
    ...ACCOUNT,
    scope: '123456789012/eu-central-1/x',
    tags: {},
    attributes: {},
    ...place,
  } as unknown as TopologyNode;
}

const rulesOf = (values: object, ...nodes: TopologyNode[]) =>
  findCollisions('queue-worker', { ...ACCOUNT, ...values }, nodes).map(
    ({ field, rule }) => `${field}: ${rule}`,
  );

describe('what there is already', () => {
  it.each([
    ['queue', 'loyalty-dlq'],
    ['queue', 'loyalty-dlq.fifo'],
    ['ecs-service', 'loyalty'],
    ['rule', 'loyalty'],
  ])('keeps a %s called %s from being made again', (kind, name) => {
    expect(rulesOf({ name: 'loyalty' }, node(kind, name))).toEqual([
      'name: name-taken',
    ]);
  });

  it.each([
    ['of another kind', node('activity', 'loyalty')],
    ['of another name', node('ecs-service', 'loyalty-2')],
    [
      'in another account',
      node('ecs-service', 'loyalty', { accountId: '210987654321' }),
    ],
    [
      'in another region',
      node('ecs-service', 'loyalty', { region: 'eu-west-1' }),
    ],
  ])('leaves the name free when it is %s', (_, there) => {
    expect(rulesOf({ name: 'loyalty' }, there)).toEqual([]);
  });

  it('must be what a choice names', () => {
    const shop = node('event-bus', 'shop');
    const choose = (mode: string, name: string) =>
      rulesOf({ name: 'loyalty', eventBus: { mode, name } }, shop);

    expect(choose('existing', 'shop')).toEqual([]);
    expect(choose('existing', 'shopp')).toEqual(['eventBus: existing-unknown']);
    expect(choose('new', 'shop')).toEqual(['eventBus.name: name-taken']);
    expect(choose('new', 'orders')).toEqual([]);
  });

  it('is believed when the map shows nothing of its kind', () => {
    expect(
      rulesOf({ name: 'loyalty', queue: { mode: 'existing', arn: 'arn:x' } }),
    ).toEqual([]);
  });
});
