import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  parseEntityRef,
  ResourceEntity,
} from '@backstage/catalog-model';
import {
  GENERATED_ANNOTATIONS,
  GENERATED_LOCATION_TYPE,
  parseArn,
  ResourceType,
  resourceTypeOf,
  TOPOLOGY_ANNOTATIONS,
  TopologyNode,
  TopologySnapshot,
} from '@ecs-eda/plugin-event-topology-common';
import { EntityNaming, entityNameOf } from './entity-name';
import { EntityRelations, FlowRelation, flowRelations } from './flow-relations';
import { Ownership, ownershipOf, OwnershipRules } from './ownership';
import { standingEntities } from './standing-entities';

/** A Resource that was made from a node of the topology. */
export interface TopologyEntity extends ResourceEntity {
  spec: ResourceEntity['spec'] & {
    /** Relations by the flow of events, which this module's processor emits. */
    eventFlow?: FlowRelation[];
  };
}

/** How entities are made. */
export interface EntityRules extends OwnershipRules {
  /** Readable unless told otherwise. */
  entityNames?: EntityNaming;
}

/** What of a snapshot makes entities. */
export type TopologyGraph = Pick<TopologySnapshot, 'nodes' | 'edges'>;

/** `dependencyOf` holds between these kinds only. */
const DEPENDING_KINDS = new Set(['component', 'resource']);

/**
 * The catalog entities of a topology: one for each resource of AWS that nobody
 * has written one for. They say what is configured and never how it goes: no
 * figure, no freshness, no time, so that they change when somebody has changed
 * AWS, and only then.
 */
export function topologyEntities(
  graph: TopologyGraph,
  rules: EntityRules,
): TopologyEntity[] {
  const standing = standingEntities(graph.nodes, rules.entityNames);
  const relations = flowRelations(graph, standing);
  return graph.nodes.flatMap(node => {
    const type = resourceTypeOf(node);
    const self = standing.get(node.id);
    return type && self && !self.writtenByHand
      ? toEntity({
          node,
          type,
          name: entityNameOf(node, rules.entityNames),
          ownership: ownershipOf(node, rules),
          relations: relations.get(self.entityRef),
        })
      : [];
  });
}

function toEntity(options: {
  node: TopologyNode;
  type: ResourceType;
  name: string;
  ownership: Ownership;
  relations: EntityRelations | undefined;
}): TopologyEntity {
  const { node, type, name, ownership, relations } = options;
  const description = descriptionOf(node);
  const dependsOn = relations?.dependsOn ?? [];
  const dependencyOf = [
    ...new Set([...(relations?.dependencyOf ?? []), ...declaredBy(node)]),
  ].sort();
  const eventFlow = relations?.flow ?? [];
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name,
      title: node.name,
      ...(description && { description }),
      annotations: annotationsOf(node, type, ownership),
      ...(node.consoleUrl && {
        links: [{ url: node.consoleUrl, title: 'AWS console' }],
      }),
    },
    spec: {
      type: type.specType,
      owner: ownership.owner,
      ...(ownership.system && { system: ownership.system }),
      ...(dependsOn.length > 0 && { dependsOn }),
      ...(dependencyOf.length > 0 && { dependencyOf }),
      ...(eventFlow.length > 0 && { eventFlow }),
    },
  };
}

function annotationsOf(
  node: TopologyNode,
  { cloudFormationType }: ResourceType,
  { ownerFrom, ownerIgnored }: Ownership,
): Record<string, string> {
  const location = `${GENERATED_LOCATION_TYPE}:${node.accountId}/${node.region}`;
  return {
    [ANNOTATION_LOCATION]: location,
    [ANNOTATION_ORIGIN_LOCATION]: location,
    [TOPOLOGY_ANNOTATIONS.arn]: node.id,
    'aws.amazon.com/name': node.name,
    'aws.amazon.com/account-id': node.accountId,
    'aws.amazon.com/region': node.region,
    'aws.amazon.com/resource-id': parseArn(node.id)?.resource ?? node.name,
    ...(cloudFormationType && {
      'aws.amazon.com/resource-type': cloudFormationType,
    }),
    [GENERATED_ANNOTATIONS.ownerFrom]: ownerFrom,
    ...(ownerIgnored && { [GENERATED_ANNOTATIONS.ownerIgnored]: ownerIgnored }),
  };
}

/** The description that somebody gave the resource in AWS. */
function descriptionOf({ attributes }: TopologyNode): string | undefined {
  return 'description' in attributes ? attributes.description : undefined;
}

/** The hand-written entity that names the node and depends on it. */
function declaredBy({ catalog }: TopologyNode): string[] {
  return catalog &&
    !catalog.generated &&
    DEPENDING_KINDS.has(parseEntityRef(catalog.entityRef).kind)
    ? [catalog.entityRef]
    : [];
}
