import {
  TopologyEdge,
  TopologyNode,
  TopologySnapshot,
} from '@ecs-eda/plugin-event-topology-common';
import { DiscoveryResult } from '@ecs-eda/plugin-event-topology-node';
import { carryOver, SourceFailure } from './carry-over';
import { evidenceKey, mergeResults } from './merge-results';
import { snapshotVersion } from './snapshot-version';

/** Code unit order: the same on every machine, unlike a locale's. */
function by<T>(key: (item: T) => string): (a: T, b: T) => number {
  return (a, b) => {
    const [left, right] = [key(a), key(b)];
    if (left === right) {
      return 0;
    }
    return left < right ? -1 : 1;
  };
}

/** Sources read concurrently; the order in which facts came in says nothing. */
function inOrder(edge: TopologyEdge): TopologyEdge {
  return {
    ...edge,
    evidence: [...edge.evidence].sort(
      by(evidence => `${evidenceKey(evidence)}${evidence.value ?? ''}`),
    ),
  };
}

/** Makes one snapshot of what the sources found and of the snapshot before. */
export function assembleSnapshot(options: {
  previous: TopologySnapshot | undefined;
  results: DiscoveryResult[];
  failures: SourceFailure[];
  /** Ties nodes to catalog entities. */
  link: (nodes: TopologyNode[]) => TopologyNode[];
  /** ISO 8601, UTC: when the read ended. */
  generatedAt: string;
}): TopologySnapshot {
  const { previous, results, failures, link, generatedAt } = options;
  const fresh = mergeResults(results);
  const whole = carryOver({ previous, fresh, failures, at: generatedAt });
  const graph = {
    nodes: link(whole.nodes).sort(by(node => node.id)),
    edges: whole.edges.map(inOrder).sort(by(edge => edge.id)),
    scopes: whole.scopes.sort(by(scope => scope.key)),
  };
  return {
    version: snapshotVersion(graph),
    generatedAt,
    ...graph,
    callsByOperation: fresh.callsByOperation,
  };
}

/** The same snapshot with its nodes tied to the catalog anew. */
export function relinkSnapshot(
  snapshot: TopologySnapshot,
  link: (nodes: TopologyNode[]) => TopologyNode[],
): TopologySnapshot {
  const nodes = link(snapshot.nodes);
  return {
    ...snapshot,
    nodes,
    version: snapshotVersion({ ...snapshot, nodes }),
  };
}
