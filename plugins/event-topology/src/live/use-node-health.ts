import {
  nodeHealth,
  NodeHealth,
  Reading,
  TopologyNode,
} from '@ecs-eda/plugin-event-topology-common';
import { useMemo } from 'react';
import { ReadingsStore } from './ReadingsStore';
import { useReading, useReadings } from './use-readings';

/** The reading of a node and what it says about its health. */
export function useNodeHealth(
  store: ReadingsStore,
  node: TopologyNode,
): { reading?: Reading; health: NodeHealth } {
  const reading = useReading(store, node.id);
  return useMemo(
    () => ({ reading, health: nodeHealth(node, reading) }),
    [node, reading],
  );
}

/** The health of each node by its id, newly made whenever figures come in. */
export function useHealthOf(
  store: ReadingsStore,
  nodes: TopologyNode[],
): Map<string, NodeHealth> {
  const readings = useReadings(store);
  return useMemo(
    () =>
      new Map(
        nodes.map(node => [node.id, nodeHealth(node, readings.get(node.id))]),
      ),
    [nodes, readings],
  );
}
