import { nodeHealth } from '@ecs-eda/plugin-event-topology-common';
import { shopNodes, shopReadings } from '../__fixtures__/shop';
import { needingAttention } from './attention';

describe('needingAttention', () => {
  it('names what is critical first, then what is a warning, with the reason', () => {
    const readings = new Map(
      shopReadings('2026-01-01T00:00:00Z').map(r => [r.nodeId, r]),
    );
    const health = new Map(
      shopNodes.map(node => [node.id, nodeHealth(node, readings.get(node.id))]),
    );
    const list = needingAttention(shopNodes, health);
    expect(list.map(({ status }) => status)).toEqual([
      'critical',
      'critical',
      'warning',
    ]);
    expect(list.map(({ node }) => node.name)).toEqual([
      'loyalty',
      'loyalty-orders-dead-letters',
      'long-videos',
    ]);
    expect(list.every(({ finding }) => finding.title !== '')).toBe(true);
  });
});
