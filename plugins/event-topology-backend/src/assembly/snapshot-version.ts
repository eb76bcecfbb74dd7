import { createHash } from 'node:crypto';
import { TopologySnapshot } from '@ecs-eda/plugin-event-topology-common';

/** JSON with the keys of every object in order, so that equal values read the same. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(
          Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : inner,
  );
}

/**
 * The version of a snapshot: a hash of its nodes, edges and scope states. Times
 * and call counts are left out, and so are the messages of errors, which hold
 * request ids: two reads of an unchanged estate give the same version. Expects
 * the lists in order.
 */
export function snapshotVersion(snapshot: Graph): string {
  return hash(
    canonicalJson([snapshot.nodes, snapshot.edges, scopeStates(snapshot)]),
  );
}

/**
 * The version of a part of a snapshot. Many callers have parts of their own, so
 * it takes the keys of objects as they come: from one snapshot to the next they
 * come in the same order, and were they not to, a client would fetch once more
 * what it has.
 */
export function partVersion(part: Graph): string {
  // Unlike any version of a whole: the two are different documents.
  return `part-${hash(
    JSON.stringify([part.nodes, part.edges, scopeStates(part)]),
  )}`;
}

type Graph = Pick<TopologySnapshot, 'nodes' | 'edges' | 'scopes'>;

function scopeStates({ scopes }: Graph) {
  return scopes.map(({ key, status, errors }) => ({
    key,
    status,
    errors: errors.map(({ code, operation }) => `${operation} ${code}`).sort(),
  }));
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 27);
}
