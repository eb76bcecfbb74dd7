import { TOPOLOGY_ANNOTATIONS, TOPOLOGY_TAGS } from '../api';
import { isGeneratedEntity } from '../catalog';
import { CatalogLink, TopologyNode } from '../model';
import { AnnotatedEntity } from './annotated-entity';
import { EntityNodeIndex } from './EntityNodeIndex';

/** What a link to the catalog needs of an entity. @public */
export interface LinkableEntity extends AnnotatedEntity {
  /** `kind`, such as `Component`. */
  kind: string;
  title?: string;
  /** Entity ref of the owner. */
  owner?: string;
  /** Entity ref of the system. */
  system?: string;
}

interface Candidate {
  entity: LinkableEntity;
  matchedBy: string;
}

/** How far a way to name a node is believed; an exact ARN most. */
const PRECEDENCE: Record<string, number> = {
  [TOPOLOGY_ANNOTATIONS.arn]: 3,
  [TOPOLOGY_ANNOTATIONS.ecsServiceArn]: 3,
  [TOPOLOGY_ANNOTATIONS.ecsServiceTags]: 2,
  [TOPOLOGY_TAGS.component]: 1,
};

const KIND_PRECEDENCE: Record<string, number> = { resource: 2, component: 1 };

/**
 * Gives each node the catalog entity that stands for it, and takes away links
 * that hold no more. Where several entities name one node, an exact ARN beats
 * a selection by tags, which beats the tag `event-topology:component`, which
 * beats an entity that was itself made from the topology; among equals a Resource beats a Component, which beats any other kind, and then
 * the entity ref decides, so that the result does not depend on the order.
 *
 * @public
 */
export function linkCatalog(
  nodes: readonly TopologyNode[],
  entities: readonly LinkableEntity[],
): TopologyNode[] {
  const index = new EntityNodeIndex(nodes);
  const best = new Map<string, Candidate>();
  for (const entity of entities) {
    for (const { matchedBy, nodeIds } of index.nodesOf(entity).matches) {
      const candidate = { entity, matchedBy };
      for (const nodeId of nodeIds) {
        const other = best.get(nodeId);
        if (!other || compareCandidates(candidate, other) < 0) {
          best.set(nodeId, candidate);
        }
      }
    }
  }
  return nodes.map(node => {
    const { catalog: _old, ...rest } = node;
    const candidate = best.get(node.id);
    return candidate ? { ...rest, catalog: catalogLink(candidate) } : rest;
  });
}

function catalogLink({ entity, matchedBy }: Candidate): CatalogLink {
  const { title, owner, system, annotations } = entity;
  return {
    entityRef: entity.entityRef.toLocaleLowerCase('en-US'),
    ...(title !== undefined && { title }),
    ...(owner !== undefined && { owner }),
    ...(system !== undefined && { system }),
    matchedBy,
    ...(isGeneratedEntity(annotations) && { generated: true }),
  };
}

/** Negative when the first is the better one. */
function compareCandidates(a: Candidate, b: Candidate): number {
  return (
    precedence(b) - precedence(a) ||
    kindPrecedence(b.entity) - kindPrecedence(a.entity) ||
    compare(a.entity.entityRef, b.entity.entityRef)
  );
}

function precedence({ entity, matchedBy }: Candidate): number {
  return isGeneratedEntity(entity.annotations) ? 0 : PRECEDENCE[matchedBy];
}

function kindPrecedence({ kind }: LinkableEntity): number {
  return KIND_PRECEDENCE[kind.toLocaleLowerCase('en-US')] ?? 0;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
