import { NodeHealth } from '@ecs-eda/plugin-event-topology-common';
import { bus, loyalty, order } from '../__fixtures__/shop';
import { ResourceRow, sortRows } from './sort-rows';

const health = (status: NodeHealth['status']) => ({ status, findings: [] });
const rows: ResourceRow[] = [
  { node: order, health: health('idle') },
  { node: loyalty, health: health('critical') },
  { node: bus, health: health('healthy') },
];
const names = (sorted: ResourceRow[]) => sorted.map(({ node }) => node.name);

describe('sortRows', () => {
  it('puts the worst first by health', () => {
    expect(
      names(sortRows(rows, { column: 'health', descending: false })),
    ).toEqual(['loyalty', 'shop', 'order']);
  });

  it('turns around', () => {
    expect(names(sortRows(rows, { column: 'name', descending: true }))).toEqual(
      ['shop', 'order', 'loyalty'],
    );
  });

  it('puts what has an owner before what has none', () => {
    expect(
      names(sortRows(rows, { column: 'owner', descending: false }))[0],
    ).toBe('loyalty');
  });
});
