import { createHash } from 'node:crypto';
import { TopologyNode } from '@ecs-eda/plugin-event-topology-common';

/** What the catalog allows. */
const MAXIMUM_LENGTH = 63;

/** 40 bits: together with the readable part, enough for any estate. */
const HASH_LENGTH = 10;

/** 80 bits, which are enough without it. */
const OPAQUE_LENGTH = 20;

/**
 * Whether the name of an entity has that of its resource in it. Relations carry
 * names, and the catalog shows all relations of an entity, also to those who may
 * not see the other end.
 */
export type EntityNaming = 'readable' | 'opaque';

/**
 * The `metadata.name` of the entity of a node: its name as far as the catalog
 * allows it, and a hash of its ARN; a hash alone where it is to be opaque. The same name in two accounts, two names
 * that differ in what the catalog does not allow, and two that differ in case
 * are so still different entities; and a name stays the same for ever.
 */
export function entityNameOf(
  node: Pick<TopologyNode, 'id' | 'name'>,
  naming: EntityNaming = 'readable',
): string {
  const digest = createHash('sha256').update(node.id).digest('hex');
  if (naming === 'opaque') {
    return digest.slice(0, OPAQUE_LENGTH);
  }
  const hash = digest.slice(0, HASH_LENGTH);
  const readable = node.name
    .replace(/[^A-Za-z0-9\-_.]+/g, '-')
    .slice(0, MAXIMUM_LENGTH - HASH_LENGTH - 1)
    .replace(/^[-_.]+|[-_.]+$/g, '');
  return readable ? `${readable}-${hash}` : hash;
}

/** The full ref of that entity, in lower case as the catalog compares refs. */
export function generatedRefOf(
  node: Pick<TopologyNode, 'id' | 'name'>,
  naming?: EntityNaming,
): string {
  return `resource:default/${entityNameOf(node, naming)}`.toLocaleLowerCase(
    'en-US',
  );
}
