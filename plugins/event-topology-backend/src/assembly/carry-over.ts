import {
  ScopeReport,
  TopologyEdge,
  TopologyNode,
  TopologySnapshot,
} from '@ecs-eda/plugin-event-topology-common';
import { DiscoveryResult } from '@ecs-eda/plugin-event-topology-node';
import { evidenceKey, surer } from './merge-results';

/** A source that threw: none of its scopes could be read. */
export interface SourceFailure {
  sourceId: string;
  code: string;
  message: string;
}

/** The previous state, as far as carrying over needs it. */
export type PreviousTopology = Pick<
  TopologySnapshot,
  'nodes' | 'edges' | 'scopes'
>;

/**
 * The reports of all scopes. When a source threw, nobody knows which scopes
 * were its own, so every scope that was known before and that nobody reported
 * now counts as failed; when no source threw, such a scope is no longer
 * configured and goes.
 */
function reportScopes(
  previous: PreviousTopology | undefined,
  fresh: DiscoveryResult,
  failures: SourceFailure[],
  at: string,
): ScopeReport[] {
  const before = new Map(previous?.scopes.map(scope => [scope.key, scope]));
  const reports = fresh.scopes.map(scope => {
    const lastCompleteAt =
      scope.status === 'complete'
        ? scope.finishedAt
        : before.get(scope.key)?.lastCompleteAt ?? scope.lastCompleteAt;
    return { ...scope, ...(lastCompleteAt ? { lastCompleteAt } : {}) };
  });
  if (failures.length === 0) {
    return reports;
  }
  const reported = new Set(reports.map(scope => scope.key));
  const lost = (previous?.scopes ?? [])
    .filter(scope => !reported.has(scope.key))
    .map(
      (scope): ScopeReport => ({
        ...scope,
        status: 'failed',
        finishedAt: at,
        durationSeconds: 0,
        calls: 0,
        errors: failures.map(failure => ({
          code: failure.code,
          message: `The source "${failure.sourceId}" could not be read: ${failure.message}`,
          remedy: `Look for "${failure.sourceId}" in the backend's log; the next read tries again.`,
        })),
      }),
    );
  return [...reports, ...lost];
}

function carryNodes(
  previous: TopologyNode[],
  fresh: TopologyNode[],
  unread: Set<string>,
): Map<string, TopologyNode> {
  const nodes = new Map(fresh.map(node => [node.id, node]));
  for (const node of previous) {
    if (!unread.has(node.scope)) {
      continue;
    }
    const found = nodes.get(node.id);
    // A failed scope often leaves an `external` stand-in behind, made from
    // what points at the thing. What was read of it last time says more.
    const standIn = found?.kind === 'external' && node.kind !== 'external';
    if (!found || standIn) {
      nodes.set(node.id, { ...node, stale: true });
    }
  }
  return nodes;
}

function carryEdges(
  previous: TopologyEdge[],
  fresh: TopologyEdge[],
  unread: Set<string>,
): TopologyEdge[] {
  const edges = new Map(fresh.map(edge => [edge.id, edge]));
  for (const edge of previous) {
    // Facts of scopes that were read completely and did not turn up again are
    // no longer so; only those of the unread scopes still speak for the edge.
    const standing = edge.evidence.filter(({ scope }) => unread.has(scope));
    if (standing.length === 0) {
      continue;
    }
    const found = edges.get(edge.id);
    if (!found) {
      edges.set(edge.id, { ...edge, evidence: standing, stale: true });
      continue;
    }
    const known = new Set(found.evidence.map(evidenceKey));
    const added = standing.filter(
      evidence => !known.has(evidenceKey(evidence)),
    );
    if (added.length > 0) {
      edges.set(edge.id, {
        ...found,
        confidence: surer(found.confidence, edge.confidence),
        evidence: [...found.evidence, ...added],
      });
    }
  }
  return [...edges.values()];
}

/**
 * Completes a fresh read with the last good state of what could not be read:
 *
 * - a complete scope says all there is: what vanished from it is gone;
 * - a partial or failed scope keeps its earlier nodes, marked stale;
 * - an edge stays as long as a fact of an unread scope speaks for it and both
 *   of its ends are there, and is marked stale when no fresh fact does.
 */
export function carryOver(options: {
  previous: PreviousTopology | undefined;
  fresh: DiscoveryResult;
  failures: SourceFailure[];
  /** ISO 8601, UTC: when the read ended. */
  at: string;
}): PreviousTopology {
  const { previous, fresh, failures, at } = options;
  const scopes = reportScopes(previous, fresh, failures, at);
  const unread = new Set(
    scopes.filter(({ status }) => status !== 'complete').map(({ key }) => key),
  );
  const nodes = carryNodes(previous?.nodes ?? [], fresh.nodes, unread);
  const edges = carryEdges(previous?.edges ?? [], fresh.edges, unread);
  return {
    nodes: [...nodes.values()],
    edges: edges.filter(({ from, to }) => nodes.has(from) && nodes.has(to)),
    scopes,
  };
}
