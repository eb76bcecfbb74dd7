import {
  TopologyEdge,
  TopologyNode,
} from '@ecs-eda/plugin-event-topology-common';
import { anEdge, aQueue, aRule, aService, aNode } from './build-topology';

/** A large estate. */
export interface Estate {
  nodes: TopologyNode[];
  edges: TopologyEdge[];
}

/** Nodes of one system of the estate. */
const SYSTEM_SIZE = 25;

/**
 * An estate of systems of 25 nodes with 1.4 edges a node: each system a bus,
 * its rules, their queues and the services that drain them; each bus hands on
 * to the next system's. The same on every call.
 */
export function anEstate(nodeCount: number): Estate {
  const nodes: TopologyNode[] = [];
  const edges: TopologyEdge[] = [];
  let lastBus: TopologyNode | undefined;
  for (let system = 0; nodes.length < nodeCount; system += 1) {
    const name = `system-${String(system).padStart(3, '0')}`;
    const inSystem = <N extends TopologyNode>(node: N): N => ({
      ...node,
      tags: { 'event-topology:system': name },
    });
    const bus = inSystem(
      aNode('event-bus', `${name}-bus`, { isDefault: false }),
    );
    nodes.push(bus);
    if (lastBus) {
      const bridge = inSystem(aRule(`${name}-bridge`, 'Anything'));
      nodes.push(bridge);
      edges.push(
        anEdge(lastBus, 'matches', bridge),
        anEdge(bridge, 'delivers', bus),
      );
    }
    for (let chain = 0; chain < Math.floor(SYSTEM_SIZE / 4); chain += 1) {
      const id = `${name}-${chain}`;
      const rule = inSystem(aRule(`${id}-rule`, 'Something'));
      const queue = inSystem(aQueue(`${id}-queue`));
      const dead = inSystem(aQueue(`${id}-dead`, { deadLetterQueue: true }));
      const service = inSystem(aService(`${id}-service`));
      nodes.push(rule, queue, dead, service);
      edges.push(
        anEdge(bus, 'matches', rule),
        anEdge(rule, 'delivers', queue),
        anEdge(queue, 'dead-letters', dead),
        anEdge(queue, 'polls', service),
        anEdge(service, 'publishes', bus),
      );
    }
    lastBus = bus;
  }
  const kept = new Set(nodes.slice(0, nodeCount).map(node => node.id));
  return {
    nodes: nodes.slice(0, nodeCount),
    edges: edges.filter(edge => kept.has(edge.from) && kept.has(edge.to)),
  };
}
