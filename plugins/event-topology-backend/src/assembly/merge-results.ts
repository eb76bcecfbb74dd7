import {
  Confidence,
  Evidence,
  ScopeReport,
  TopologyEdge,
  TopologyNode,
} from '@ecs-eda/plugin-event-topology-common';
import { DiscoveryResult } from '@ecs-eda/plugin-event-topology-node';

const BY_SURENESS: Confidence[] = ['configured', 'declared', 'inferred'];
const WORST_FIRST: ScopeReport['status'][] = ['failed', 'partial', 'complete'];

/** The surer of two confidences. */
export function surer(a: Confidence, b: Confidence): Confidence {
  return BY_SURENESS.indexOf(a) <= BY_SURENESS.indexOf(b) ? a : b;
}

/**
 * What two facts must share to be one fact. The value is left out: a changed
 * value replaces the fact, it is not a second one.
 */
export function evidenceKey(evidence: Evidence): string {
  return JSON.stringify([
    evidence.scope,
    evidence.source,
    evidence.operation,
    evidence.field,
    evidence.resourceArn ?? '',
  ]);
}

function mergeNodes(a: TopologyNode, b: TopologyNode): TopologyNode {
  // An `external` node stands for something that its source knows only by
  // name. A source that has really read it knows better.
  const [best, other] =
    a.kind === 'external' && b.kind !== 'external' ? [b, a] : [a, b];
  return { ...best, tags: { ...other.tags, ...best.tags } };
}

function mergeEdges(a: TopologyEdge, b: TopologyEdge): TopologyEdge {
  const seen = new Set(
    a.evidence.map(evidence =>
      JSON.stringify([evidenceKey(evidence), evidence.value]),
    ),
  );
  const details =
    a.details || b.details ? { ...b.details, ...a.details } : undefined;
  return {
    ...a,
    confidence: surer(a.confidence, b.confidence),
    evidence: [
      ...a.evidence,
      ...b.evidence.filter(
        evidence =>
          !seen.has(JSON.stringify([evidenceKey(evidence), evidence.value])),
      ),
    ],
    ...(details ? { details } : {}),
  };
}

function mergeScopes(a: ScopeReport, b: ScopeReport): ScopeReport {
  return {
    ...a,
    status:
      WORST_FIRST.find(status => status === a.status || status === b.status) ??
      a.status,
    finishedAt: a.finishedAt > b.finishedAt ? a.finishedAt : b.finishedAt,
    durationSeconds: Math.max(a.durationSeconds, b.durationSeconds),
    calls: a.calls + b.calls,
    errors: [...a.errors, ...b.errors],
  };
}

function mergeByKey<T>(
  lists: T[][],
  key: (item: T) => string,
  merge: (a: T, b: T) => T,
): T[] {
  const merged = new Map<string, T>();
  for (const item of lists.flat()) {
    const earlier = merged.get(key(item));
    merged.set(key(item), earlier ? merge(earlier, item) : item);
  }
  return [...merged.values()];
}

/**
 * Puts what several sources found together: one node an id, one edge an id with
 * the evidence of all, one report a scope with the worst status of all.
 */
export function mergeResults(results: DiscoveryResult[]): DiscoveryResult {
  const callsByOperation: Record<string, number> = {};
  for (const result of results) {
    for (const [operation, calls] of Object.entries(result.callsByOperation)) {
      callsByOperation[operation] = (callsByOperation[operation] ?? 0) + calls;
    }
  }
  return {
    nodes: mergeByKey(
      results.map(result => result.nodes),
      node => node.id,
      mergeNodes,
    ),
    edges: mergeByKey(
      results.map(result => result.edges),
      edge => edge.id,
      mergeEdges,
    ),
    scopes: mergeByKey(
      results.map(result => result.scopes),
      scope => scope.key,
      mergeScopes,
    ),
    callsByOperation,
  };
}
