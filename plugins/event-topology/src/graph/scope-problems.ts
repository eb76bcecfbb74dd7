import {
  ScopeError,
  ScopeReport,
  TopologySnapshot,
} from '@ecs-eda/plugin-event-topology-common';

/** A scope that could not be read fully, and how much hangs on it. */
export interface ScopeProblem {
  scope: ScopeReport;
  errors: ScopeError[];
  /** Nodes of it that show their last known state. */
  staleNodes: number;
}

/** What could not be read: failed scopes first, then partly read ones. */
export function scopeProblems(snapshot: TopologySnapshot): ScopeProblem[] {
  const stale = new Map<string, number>();
  for (const node of snapshot.nodes) {
    if (node.stale) {
      stale.set(node.scope, (stale.get(node.scope) ?? 0) + 1);
    }
  }
  return snapshot.scopes
    .filter(scope => scope.status !== 'complete')
    .map(scope => ({
      scope,
      errors: scope.errors,
      staleNodes: stale.get(scope.key) ?? 0,
    }))
    .sort(
      (a, b) =>
        Number(a.scope.status === 'partial') -
          Number(b.scope.status === 'partial') ||
        (a.scope.key < b.scope.key ? -1 : 1),
    );
}
