import {
  DeferredEntity,
  EntityProviderMutation,
} from '@backstage/plugin-catalog-node';
import {
  TopologyResponse,
  TopologySnapshot,
} from '@ecs-eda/plugin-event-topology-common';
import { generatedRefOf } from '../entities/entity-name';
import { standingEntities } from '../entities/standing-entities';
import { EntityRules, topologyEntities } from '../entities/topology-entities';

/** Keeps other providers from taking these entities over, and these from theirs. */
export const LOCATION_KEY = 'event-topology';

/** What the catalog is to be told, and why it is not told more. */
export interface TopologyMutation {
  mutation: EntityProviderMutation;
  /** Why nothing may be removed; empty when the read was complete. */
  incomplete: string[];
}

/**
 * The change that brings the catalog to a topology. Only a complete read says
 * that something is gone: after any other, entities are added and updated, and
 * none is removed but those in whose place somebody has written one.
 */
export function mutationForTopology(
  topology: TopologyResponse & { snapshot: TopologySnapshot },
  rules: EntityRules,
): TopologyMutation {
  const { snapshot } = topology;
  const entities: DeferredEntity[] = topologyEntities(snapshot, rules).map(
    entity => ({ entity, locationKey: LOCATION_KEY }),
  );
  const incomplete = whyIncomplete(topology);
  if (incomplete.length === 0) {
    return { mutation: { type: 'full', entities }, incomplete };
  }
  const standing = standingEntities(snapshot.nodes);
  const replaced = snapshot.nodes.filter(
    node => standing.get(node.id)?.writtenByHand,
  );
  return {
    mutation: {
      type: 'delta',
      added: entities,
      removed: replaced.map(node => ({
        entityRef: generatedRefOf(node, rules.entityNames),
        locationKey: LOCATION_KEY,
      })),
    },
    incomplete,
  };
}

function whyIncomplete({
  snapshot,
  status,
  restricted,
}: TopologyResponse & { snapshot: TopologySnapshot }): string[] {
  const reasons = snapshot.scopes.flatMap(({ key, status: how }) =>
    how === 'complete' ? [] : [`${key} (${how})`],
  );
  // A source that threw in its first read has no scopes yet to say so.
  if (status.lastError) {
    reasons.push(`the last read (${status.lastError})`);
  }
  if (snapshot.scopes.length === 0) {
    reasons.push('everything (no account is read at all)');
  }
  if (restricted) {
    reasons.push('what a permission policy hides from the catalog');
  }
  // The error of a read is known when it has ended, its snapshot a moment before.
  if (status.refreshing) {
    reasons.push('a read that has not ended yet');
  }
  return reasons;
}
