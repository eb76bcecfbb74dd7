import {
  Confidence,
  EdgeKind,
  Evidence,
  NodeKind,
  TopologyEdge,
  TopologyNode,
} from '@ecs-eda/plugin-event-topology-common';
import { makeEdge } from '../findings/make-edge';

/** Whether a workload takes from a resource or gives to it. */
export type Direction = 'consumes' | 'produces';

/** From the resource to the workload. */
const CONSUMED: Partial<Record<NodeKind, EdgeKind>> = {
  queue: 'polls',
  stream: 'polls',
  'kafka-topic': 'polls',
  broker: 'polls',
  activity: 'works',
  topic: 'subscribes',
  'api-destination': 'invokes',
  'rest-api': 'invokes',
};

/** From the workload to the resource. */
const PRODUCED: Partial<Record<NodeKind, EdgeKind>> = {
  'global-endpoint': 'publishes',
  'event-bus': 'publishes',
  topic: 'publishes',
  stream: 'publishes',
  'kafka-topic': 'publishes',
  broker: 'publishes',
  queue: 'enqueues',
  activity: 'enqueues',
  'state-machine': 'invokes',
  function: 'invokes',
};

/** The kinds that a direction makes sense with, in the order that names are looked up. */
export function kindsOf(direction: Direction): NodeKind[] {
  return Object.keys(
    direction === 'consumes' ? CONSUMED : PRODUCED,
  ) as NodeKind[];
}

/**
 * The edge between a workload and a resource, pointing the way that events
 * flow; nothing when the direction makes no sense for the resource.
 */
export function relationEdge(
  workloadId: string,
  direction: Direction,
  resource: TopologyNode,
  confidence: Confidence,
  evidence: Evidence | Evidence[],
): TopologyEdge | undefined {
  const kind =
    direction === 'consumes'
      ? CONSUMED[resource.kind]
      : PRODUCED[resource.kind];
  if (!kind || resource.id === workloadId) {
    return undefined;
  }
  return makeEdge({
    from: direction === 'consumes' ? resource.id : workloadId,
    kind,
    to: direction === 'consumes' ? workloadId : resource.id,
    confidence,
    evidence,
  });
}
