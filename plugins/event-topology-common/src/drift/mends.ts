import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { stringify } from 'yaml';
import { TOPOLOGY_ANNOTATIONS } from '../api';
import { TopologyNode } from '../model';
import { declaredRefs } from './catalog-side';
import { DeclaredRelation, DriftMend } from './types';

/** What stands where only a person knows the owner. */
const UNKNOWN_OWNER = 'group:default/your-team';

/** The entity with one list as it should be, and nothing else of it. */
function withList(
  entity: Entity,
  relation: DeclaredRelation,
  values: string[],
): string {
  const { name, namespace } = entity.metadata;
  return stringify({
    apiVersion: entity.apiVersion,
    kind: entity.kind,
    metadata: { name, ...(namespace && { namespace }) },
    spec: { [relation]: values },
  });
}

/** Adds `targetRef` to a list of an entity. */
export function addToList(
  entity: Entity,
  relation: DeclaredRelation,
  targetRef: string,
): DriftMend {
  const values = declaredRefs(entity, relation).map(({ written }) => written);
  return {
    entityRef: stringifyEntityRef(entity),
    instruction: `Let spec.${relation} of ${stringifyEntityRef(
      entity,
    )} be this, if it is meant to be so; else take the way away in AWS.`,
    yaml: withList(entity, relation, [...values, targetRef]),
  };
}

/** Takes `targetRef` out of a list of an entity. */
export function removeFromList(
  entity: Entity,
  relation: DeclaredRelation,
  targetRef: string,
): DriftMend {
  const values = declaredRefs(entity, relation)
    .filter(({ ref }) => ref !== targetRef)
    .map(({ written }) => written);
  return {
    entityRef: stringifyEntityRef(entity),
    instruction: `Let spec.${relation} of ${stringifyEntityRef(
      entity,
    )} be this, if it is over; else find out what was lost in AWS.`,
    yaml: withList(entity, relation, values),
  };
}

function ownerComment(owner: string | undefined): string {
  return owner ? '' : `# Put the owner in the place of ${UNKNOWN_OWNER}.\n`;
}

/** Letters, digits, `-`, `_` and `.`, at most 63 of them: what the catalog takes. */
function entityName(name: string): string {
  return (
    name
      .replace(/[^A-Za-z0-9\-_.]+/g, '-')
      .slice(0, 63)
      .replace(/^[-_.]+|[-_.]+$/g, '') || 'unnamed'
  );
}

/** A component for a consumer that has none. */
export function newComponent(
  node: TopologyNode,
  apiRef: string,
  owner: string | undefined,
): DriftMend {
  const annotation =
    node.kind === 'ecs-service'
      ? TOPOLOGY_ANNOTATIONS.ecsServiceArn
      : TOPOLOGY_ANNOTATIONS.arn;
  return {
    instruction:
      'Write a component for it, or tag it in AWS with the component that it belongs to.',
    yaml:
      ownerComment(owner) +
      stringify({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: {
          name: entityName(node.name),
          annotations: { [annotation]: node.id },
        },
        spec: {
          type: 'service',
          lifecycle: 'production',
          owner: owner ?? UNKNOWN_OWNER,
          consumesApis: [apiRef],
        },
      }),
  };
}

/** A resource for a node that nobody owns. */
export function newResource(
  node: TopologyNode,
  specType: string,
  owner: string | undefined,
): DriftMend {
  return {
    instruction:
      'Write a resource for it, or tag it in AWS with its owner or with the component that it belongs to.',
    yaml:
      ownerComment(owner) +
      stringify({
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Resource',
        metadata: {
          name: entityName(node.name),
          annotations: { [TOPOLOGY_ANNOTATIONS.arn]: node.id },
        },
        spec: { type: specType, owner: owner ?? UNKNOWN_OWNER },
      }),
  };
}
