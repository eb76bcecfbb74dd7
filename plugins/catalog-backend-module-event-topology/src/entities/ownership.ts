import {
  OWNER_FROM_DEFAULT,
  TopologyNode,
} from '@ecs-eda/plugin-event-topology-common';
import { toEntityRef } from './to-entity-ref';

/** Where owners and systems come from. */
export interface OwnershipRules {
  /** Keys of tags, the first that is there counting. */
  ownerTags: readonly string[];
  systemTags: readonly string[];
  /** A full entity ref. */
  defaultOwner: string;
}

/** Who looks after a resource, and how that is known. */
export interface Ownership {
  owner: string;
  /** `tag:<key>`, `catalog:<entity ref>` or `default`. */
  ownerFrom: string;
  /** `<key>=<value>` of an owner tag that is no entity ref. */
  ownerIgnored?: string;
  system?: string;
}

interface TaggedRef {
  key: string;
  ref: string;
}

/** The first of the tags that names an entity, and what was passed over. */
function refFromTags(
  node: TopologyNode,
  keys: readonly string[],
  kinds: [string, ...string[]],
): { found?: TaggedRef; ignored?: string } {
  let ignored: string | undefined;
  for (const key of keys) {
    const value = node.tags[key];
    if (value) {
      const ref = toEntityRef(value, kinds);
      if (ref) {
        return { found: { key, ref }, ignored };
      }
      ignored ??= `${key}=${value}`;
    }
  }
  return { ignored };
}

/**
 * The owner by the node's tags, else by the hand-written entity that names the
 * node, else the configured one; the system by the first two.
 */
export function ownershipOf(
  node: TopologyNode,
  rules: OwnershipRules,
): Ownership {
  const declared = node.catalog?.generated ? undefined : node.catalog;
  const ownerTag = refFromTags(node, rules.ownerTags, ['group', 'user']);
  const systemTag = refFromTags(node, rules.systemTags, ['system']);
  const system = systemTag.found?.ref ?? declared?.system;
  const rest = {
    ...(ownerTag.ignored !== undefined && { ownerIgnored: ownerTag.ignored }),
    ...(system !== undefined && { system }),
  };
  if (ownerTag.found) {
    const { ref, key } = ownerTag.found;
    return { owner: ref, ownerFrom: `tag:${key}`, ...rest };
  }
  if (declared?.owner) {
    const ownerFrom = `catalog:${declared.entityRef}`;
    return { owner: declared.owner, ownerFrom, ...rest };
  }
  return {
    owner: rules.defaultOwner,
    ownerFrom: OWNER_FROM_DEFAULT,
    ...rest,
  };
}
