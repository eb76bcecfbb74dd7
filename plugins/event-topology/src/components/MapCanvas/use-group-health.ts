import {
  nodeHealth,
  TopologyNode,
} from '@ecs-eda/plugin-event-topology-common';
import { useMemo } from 'react';
import { ReadingsStore } from '../../live/ReadingsStore';
import { useReadings } from '../../live/use-readings';

/** @internal */
export interface GroupHealth {
  critical: number;
  warning: number;
}

/** How many members of a group need attention. */
export function useGroupHealth(
  readings: ReadingsStore,
  members: TopologyNode[],
): GroupHealth {
  const all = useReadings(readings);
  return useMemo(() => {
    const health = { critical: 0, warning: 0 };
    for (const node of members) {
      const { status } = nodeHealth(node, all.get(node.id));
      if (status === 'critical' || status === 'warning') {
        health[status] += 1;
      }
    }
    return health;
  }, [members, all]);
}
