import {
  EntityTopologyResponse,
  neighbourhood,
} from '@ecs-eda/plugin-event-topology-common';
import {
  loyalty,
  loyaltyQueue,
  order,
  shopSnapshot,
} from '../__fixtures__/shop';
import { entityQueues, entityWorkers } from './entity-parts';

function around(...nodeIds: string[]): EntityTopologyResponse {
  return {
    nodeIds,
    ...neighbourhood(shopSnapshot(), nodeIds, 1),
    matches: [],
    problems: [],
  };
}

describe('the parts of an entity', () => {
  it('are its own, then what it polls', () => {
    const topology = around(loyalty.id);
    expect(entityWorkers(topology).map(({ node }) => node.id)).toEqual([
      loyalty.id,
    ]);
    expect(entityQueues(topology)).toEqual([
      { node: loyaltyQueue, own: false },
    ]);
  });

  it('of a queue are the services that drain it', () => {
    expect(entityWorkers(around(loyaltyQueue.id))).toEqual([
      { node: loyalty, own: false },
    ]);
  });

  it('leave out services that only share a bus with it', () => {
    const topology = around(order.id);
    const [bus] = topology.edges.map(edge => edge.to);
    expect(
      entityWorkers(around(bus)).some(({ node }) => node.id === order.id),
    ).toBe(false);
  });
});
