import {
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { isGeneratedEntity } from '../catalog';
import { EntityNodeIndex } from '../graph/EntityNodeIndex';
import { TopologyNode } from '../model';
import { DeclaredRelation } from './types';

const TARGET_KINDS: Record<DeclaredRelation, string> = {
  consumesApis: 'api',
  providesApis: 'api',
  dependsOn: 'component',
};

/**
 * The refs that an entity declares a relation to, in full. What is written there
 * and is no ref is the catalog's own affair.
 *
 * @public
 */
export function declaredRefs(
  entity: Entity,
  relation: DeclaredRelation,
): { written: string; ref: string }[] {
  const written = entity.spec?.[relation];
  if (!Array.isArray(written)) {
    return [];
  }
  return written.flatMap(text => {
    if (typeof text !== 'string') {
      return [];
    }
    try {
      const ref = stringifyEntityRef(
        parseEntityRef(text, {
          defaultKind: TARGET_KINDS[relation],
          defaultNamespace: entity.metadata.namespace ?? 'default',
        }),
      );
      return [{ written: text, ref }];
    } catch {
      // The catalog says so on the entity's own page.
      return [];
    }
  });
}

/** The owner of an entity as a full ref; undefined where it has none. */
export function ownerOf({ metadata, spec }: Entity): string | undefined {
  if (typeof spec?.owner !== 'string') {
    return undefined;
  }
  try {
    return stringifyEntityRef(
      parseEntityRef(spec.owner, {
        defaultKind: 'group',
        defaultNamespace: metadata.namespace ?? 'default',
      }),
    );
  } catch {
    // The catalog lets an entity in whose owner is no ref; so it has none.
    return undefined;
  }
}

/** The entities that people have written, and the nodes that they name. */
export class CatalogSide {
  readonly entities: readonly Entity[];
  readonly #byRef: Map<string, Entity>;
  readonly #nodeIds = new Map<string, string[]>();
  readonly #components = new Map<string, Entity[]>();
  readonly #named = new Map<string, Entity>();
  /** The entities that were made from nodes, by node id. */
  readonly #generated = new Map<string, Entity>();

  constructor(entities: readonly Entity[], nodes: readonly TopologyNode[]) {
    const isGenerated = (entity: Entity) =>
      isGeneratedEntity(entity.metadata.annotations);
    this.entities = entities.filter(entity => !isGenerated(entity));
    this.#byRef = new Map(
      entities.map(entity => [stringifyEntityRef(entity), entity]),
    );
    const index = new EntityNodeIndex(nodes);
    for (const entity of entities) {
      const { matches } = index.nodesOf({
        entityRef: stringifyEntityRef(entity),
        name: entity.metadata.name,
        annotations: entity.metadata.annotations ?? {},
      });
      const nodeIds = [...new Set(matches.flatMap(match => match.nodeIds))];
      if (isGenerated(entity)) {
        nodeIds.forEach(id => this.#generated.set(id, entity));
      } else {
        this.#nodeIds.set(stringifyEntityRef(entity), nodeIds);
        nodeIds.forEach(id => this.#claim(id, entity));
      }
    }
  }

  #claim(nodeId: string, entity: Entity): void {
    if (entity.kind.toLocaleLowerCase('en-US') === 'component') {
      this.#components.set(nodeId, [
        ...(this.#components.get(nodeId) ?? []),
        entity,
      ]);
    }
    if (ownerOf(entity) && !this.#named.has(nodeId)) {
      this.#named.set(nodeId, entity);
    }
  }

  /** All hand-written entities of a kind, in the order of their refs. */
  ofKind(kind: string): Entity[] {
    return this.entities
      .filter(entity => entity.kind.toLocaleLowerCase('en-US') === kind)
      .sort((a, b) => (stringifyEntityRef(a) < stringifyEntityRef(b) ? -1 : 1));
  }

  entity(ref: string): Entity | undefined {
    return this.#byRef.get(ref);
  }

  /** The nodes that a hand-written entity names or that name it. */
  nodeIdsOf(entity: Entity): string[] {
    return this.#nodeIds.get(stringifyEntityRef(entity)) ?? [];
  }

  /** The components that a node belongs to. */
  componentsOf(nodeId: string): Entity[] {
    return this.#components.get(nodeId) ?? [];
  }

  /** A hand-written entity with an owner that names the node. */
  ownerEntityOf(nodeId: string): Entity | undefined {
    return this.#named.get(nodeId);
  }

  /** The entity that was made from the node. */
  generatedOf(nodeId: string): Entity | undefined {
    return this.#generated.get(nodeId);
  }
}
