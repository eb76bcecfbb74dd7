import { HealthStatus } from '@ecs-eda/plugin-event-topology-common';
import { loyalty, loyaltyQueue, order, shopNodes } from '../__fixtures__/shop';
import { filterNodes, hasFilters } from './filter-nodes';
import { Filters } from './view-state';

const NONE: Filters = {
  text: '',
  kinds: [],
  health: [],
  accounts: [],
  owners: [],
};
const allHealthy = (): HealthStatus => 'healthy';

describe('filterNodes', () => {
  it('lets everything through without filters', () => {
    expect(hasFilters(NONE)).toBe(false);
    expect(filterNodes(shopNodes, NONE, allHealthy, new Set()).size).toBe(
      shopNodes.length,
    );
  });

  it('wants one of the values of each filter', () => {
    const filters: Filters = {
      ...NONE,
      kinds: ['queue', 'ecs-service'],
      owners: ['group:default/loyalty-team'],
    };
    const passed = filterNodes(shopNodes, filters, allHealthy, new Set());
    expect(passed.has(loyaltyQueue.id)).toBe(true);
    expect(passed.has(loyalty.id)).toBe(true);
    expect(passed.has(order.id)).toBe(false);
  });

  it('looks at health as it is', () => {
    const filters: Filters = { ...NONE, health: ['critical'] };
    const passed = filterNodes(
      shopNodes,
      filters,
      id => (id === order.id ? 'critical' : 'healthy'),
      new Set(),
    );
    expect([...passed]).toEqual([order.id]);
  });

  it('takes what the search found when there is a text', () => {
    const filters: Filters = { ...NONE, text: ' loyalty ' };
    const passed = filterNodes(
      shopNodes,
      filters,
      allHealthy,
      new Set([loyalty.id]),
    );
    expect([...passed]).toEqual([loyalty.id]);
  });
});
