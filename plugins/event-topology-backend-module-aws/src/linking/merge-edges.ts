import {
  Confidence,
  Evidence,
  TopologyEdge,
} from '@ecs-eda/plugin-event-topology-common';

const STRENGTH: Record<Confidence, number> = {
  configured: 2,
  declared: 1,
  inferred: 0,
};

/**
 * One edge for each id: all evidence together, the strongest confidence, the
 * details of all. Sorted, so that the same topology gives the same result in
 * whatever order AWS answered; the evidence of one way of knowing stays
 * together and in its own order, because it can be a chain.
 */
export function mergeEdges(edges: TopologyEdge[]): TopologyEdge[] {
  const byId = new Map<string, TopologyEdge[]>();
  for (const edge of edges) {
    const same = byId.get(edge.id);
    if (same) {
      same.push(edge);
    } else {
      byId.set(edge.id, [edge]);
    }
  }
  return [...byId.values()]
    .map(mergeSame)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

function mergeSame(same: TopologyEdge[]): TopologyEdge {
  if (same.length === 1) {
    return same[0];
  }
  const inOrder = [...same].sort(
    (a, b) =>
      STRENGTH[b.confidence] - STRENGTH[a.confidence] ||
      (evidenceKey(a.evidence[0]) < evidenceKey(b.evidence[0]) ? -1 : 1),
  );
  const evidence = new Map(
    inOrder
      .flatMap(edge => edge.evidence)
      .map(one => [evidenceKey(one), one] as const),
  );
  const details = Object.assign(
    {},
    ...[...inOrder].reverse().map(edge => edge.details),
  );
  return {
    ...inOrder[0],
    evidence: [...evidence.values()],
    ...(Object.keys(details).length > 0 && { details }),
  };
}

function evidenceKey(evidence: Evidence): string {
  const { source, scope, operation, field, value, resourceArn } = evidence;
  return [source, scope, operation, field, value, resourceArn].join('|');
}
