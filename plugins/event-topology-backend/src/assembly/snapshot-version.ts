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
export function snapshotVersion(
  snapshot: Pick<TopologySnapshot, 'nodes' | 'edges' | 'scopes'>,
): string {
  const scopes = snapshot.scopes.map(({ key, status, errors }) => ({
    key,
    status,
    errors: errors.map(({ code, operation }) => `${operation} ${code}`).sort(),
  }));
  return createHash('sha256')
    .update(canonicalJson([snapshot.nodes, snapshot.edges, scopes]))
    .digest('base64url')
    .slice(0, 27);
}
