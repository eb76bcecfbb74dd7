import {
  CompoundEntityRef,
  Entity,
  getCompoundEntityRef,
  parseEntityRef,
  RELATION_DEPENDENCY_OF,
  RELATION_DEPENDS_ON,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import {
  CatalogProcessor,
  CatalogProcessorCache,
  CatalogProcessorEmit,
  processingResult,
} from '@backstage/plugin-catalog-node';
import { JsonValue } from '@backstage/types';
import { isGeneratedEntity } from '@ecs-eda/plugin-event-topology-common';
import { FlowRelation, inverseOf } from '../entities/flow-relations';
import { KnownRelations } from '../topology/KnownRelations';
import { namedArns, refreshKeyOf } from './named-arns';

type LocationSpec = Parameters<
  NonNullable<CatalogProcessor['postProcessEntity']>
>[1];

/** Where the processor keeps what it last knew of an entity, across restarts. */
const CACHE_KEY = 'relations';

/**
 * Emits the relations of the topology, each in both directions: of entities
 * that were made from it, what their `spec.eventFlow` says (the catalog's own
 * processor does `dependsOn`); of hand-written ones that name a resource by its
 * ARN, what flows between them and each other.
 */
export class EventTopologyRelationsProcessor implements CatalogProcessor {
  readonly #known: Pick<KnownRelations, 'of'>;

  constructor(options: { known: Pick<KnownRelations, 'of'> }) {
    this.#known = options.known;
  }

  getProcessorName(): string {
    return 'EventTopologyRelationsProcessor';
  }

  async postProcessEntity(
    entity: Entity,
    _location: LocationSpec,
    emit: CatalogProcessorEmit,
    cache: CatalogProcessorCache,
  ): Promise<Entity> {
    const self = getCompoundEntityRef(entity);
    if (isGeneratedEntity(entity.metadata.annotations)) {
      emitBothWays(self, flowOf(entity.spec?.eventFlow), emit);
      return entity;
    }
    const arns = namedArns(entity);
    if (arns.length > 0) {
      for (const arn of new Set(arns)) {
        emit(processingResult.refresh(refreshKeyOf(arn)));
      }
      emitBothWays(self, await this.#relationsOf(entity, cache), emit);
    }
    return entity;
  }

  /**
   * A backend that does not answer says nothing about relations, so those of
   * before stay: a restart must not tear the graph.
   */
  async #relationsOf(
    entity: Entity,
    cache: CatalogProcessorCache,
  ): Promise<FlowRelation[]> {
    const known = await this.#known.of(stringifyEntityRef(entity));
    if (!known) {
      return flowOf(await cache.get<JsonValue>(CACHE_KEY));
    }
    const relations = [
      ...known.dependsOn.map(targetRef => ({
        type: RELATION_DEPENDS_ON,
        targetRef,
      })),
      ...known.flow,
    ];
    await cache.set<JsonValue>(CACHE_KEY, relations);
    return relations;
  }
}

function emitBothWays(
  self: CompoundEntityRef,
  relations: FlowRelation[],
  emit: CatalogProcessorEmit,
): void {
  for (const { type, targetRef } of relations) {
    const reverse =
      type === RELATION_DEPENDS_ON ? RELATION_DEPENDENCY_OF : inverseOf(type);
    if (reverse) {
      const other = parseEntityRef(targetRef);
      emit(processingResult.relation({ source: self, type, target: other }));
      emit(
        processingResult.relation({
          source: other,
          type: reverse,
          target: self,
        }),
      );
    }
  }
}

/** The relations in a list that was stored, by whatever version of this module. */
function flowOf(stored: JsonValue | undefined): FlowRelation[] {
  if (!Array.isArray(stored)) {
    return [];
  }
  return stored.flatMap(item =>
    typeof item === 'object' &&
    item !== null &&
    !Array.isArray(item) &&
    typeof item.type === 'string' &&
    typeof item.targetRef === 'string'
      ? [{ type: item.type, targetRef: item.targetRef }]
      : [],
  );
}
