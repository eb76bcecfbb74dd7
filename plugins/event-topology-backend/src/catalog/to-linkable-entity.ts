import {
  DEFAULT_NAMESPACE,
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { JsonValue } from '@backstage/types';
import { LinkableEntity } from '@ecs-eda/plugin-event-topology-common';

/** The full ref that a field of an entity's `spec` means; undefined if none. */
function refOf(
  entity: Entity,
  value: JsonValue | undefined,
  defaultKind: string,
): string | undefined {
  if (typeof value !== 'string') {
    return undefined;
  }
  try {
    return stringifyEntityRef(
      parseEntityRef(value, {
        defaultKind,
        defaultNamespace: entity.metadata.namespace ?? DEFAULT_NAMESPACE,
      }),
    );
  } catch {
    // The catalog lets an entity in whose owner is no ref; so has no owner here.
    return undefined;
  }
}

/** What of a catalog entity tells which nodes are its own. */
export function toLinkableEntity(entity: Entity): LinkableEntity {
  const owner = refOf(entity, entity.spec?.owner, 'group');
  const system = refOf(entity, entity.spec?.system, 'system');
  const { title } = entity.metadata;
  return {
    entityRef: stringifyEntityRef(entity),
    kind: entity.kind,
    name: entity.metadata.name,
    annotations: entity.metadata.annotations ?? {},
    ...(title !== undefined && { title }),
    ...(owner !== undefined && { owner }),
    ...(system !== undefined && { system }),
  };
}
