import { TopologyEdge } from '@ecs-eda/plugin-event-topology-common';

/**
 * Leaves out that a workload polls a dead-letter queue when all that suggests
 * it is a pattern in its role (`shop-*` matches `shop-orders-dlq` too) and it
 * polls the queue whose dead letters go there.
 */
export function withoutSidelineDeadLetters(
  edges: TopologyEdge[],
): TopologyEdge[] {
  const sourcesOf = new Map<string, string[]>();
  for (const edge of edges) {
    if (edge.kind === 'dead-letters') {
      sourcesOf.set(edge.to, [...(sourcesOf.get(edge.to) ?? []), edge.from]);
    }
  }
  const polls = new Set(
    edges
      .filter(edge => edge.kind === 'polls')
      .map(edge => `${edge.from}|${edge.to}`),
  );
  return edges.filter(
    edge =>
      !(
        edge.kind === 'polls' &&
        edge.evidence.every(
          one =>
            one.source === 'iam-policy' &&
            !one.value?.endsWith(` on ${edge.from}`),
        ) &&
        (sourcesOf.get(edge.from) ?? []).some(source =>
          polls.has(`${source}|${edge.to}`),
        )
      ),
  );
}
