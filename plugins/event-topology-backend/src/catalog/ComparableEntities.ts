import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { StreamEntitiesRequest } from '@backstage/catalog-client';
import {
  ANNOTATION_ORIGIN_LOCATION,
  Entity,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  declaredRefs,
  GENERATED_LOCATION_TYPE,
  TOPOLOGY_ANNOTATIONS,
} from '@ecs-eda/plugin-event-topology-common';

const PAGE = 500;

/** Where an entity that was made from the topology says so. */
const ORIGIN = `metadata.annotations.${ANNOTATION_ORIGIN_LOCATION}`;
const MADE = { [ORIGIN]: { $hasPrefix: `${GENERATED_LOCATION_TYPE}:` } };
const ARN = `metadata.annotations.${TOPOLOGY_ANNOTATIONS.arn}` as const;

/** What a comparison needs of entities; definitions of APIs are large. */
const FIELDS = [
  'apiVersion',
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.annotations',
  'spec.type',
  'spec.owner',
  'spec.consumesApis',
  'spec.providesApis',
  'spec.dependsOn',
];
const API_FIELDS = [...FIELDS, 'spec.definition'];

/**
 * The entities that are held against AWS, as far as one caller may read them: a
 * difference names entities.
 */
export class ComparableEntities {
  readonly #catalog: CatalogService;
  readonly #credentials: BackstageCredentials;

  constructor(options: {
    catalog: CatalogService;
    credentials: BackstageCredentials;
  }) {
    this.#catalog = options.catalog;
    this.#credentials = options.credentials;
  }

  async all(): Promise<Entity[]> {
    return [
      ...(await this.#matching({
        filter: { kind: ['component', 'resource'] },
        fields: FIELDS,
      })),
      ...(await this.#matching({
        filter: { kind: 'api' },
        fields: API_FIELDS,
      })),
    ];
  }

  /**
   * Those that have a say in what is about one entity. Of the ones made from the
   * topology, which are most in a catalog, these are itself and what it depends
   * on; and which events an API is matters to itself and to components.
   *
   * @returns none when there is no such entity for the caller
   */
  async about(entityRef: string): Promise<Entity[]> {
    const [entity] = await this.#byRefs([entityRef]);
    if (!entity) {
      return [];
    }
    const isComponent = entityRef.startsWith('component:');
    const dependencies = declaredRefs(entity, 'dependsOn');
    return unique([
      ...(await this.#matching({
        query: {
          $all: [{ kind: { $in: ['component', 'resource'] } }, { $not: MADE }],
        },
        fields: FIELDS,
      })),
      ...(await this.#matching({
        filter: { kind: 'api' },
        fields: isComponent ? API_FIELDS : FIELDS,
      })),
      ...(await this.#byRefs(dependencies.map(({ ref }) => ref))),
      entity,
    ]);
  }

  /** The entities that were made from these nodes. */
  async madeFrom(nodeIds: string[]): Promise<Entity[]> {
    const entities: Entity[] = [];
    for (let start = 0; start < nodeIds.length; start += PAGE) {
      const ids = nodeIds.slice(start, start + PAGE);
      const query = { $all: [MADE, { [ARN]: { $in: ids } }] };
      entities.push(...(await this.#matching({ query, fields: FIELDS })));
    }
    return entities;
  }

  async #byRefs(entityRefs: string[]): Promise<Entity[]> {
    const entities: Entity[] = [];
    for (let start = 0; start < entityRefs.length; start += PAGE) {
      const { items } = await this.#catalog.getEntitiesByRefs(
        {
          entityRefs: entityRefs.slice(start, start + PAGE),
          fields: API_FIELDS,
        },
        { credentials: this.#credentials },
      );
      entities.push(...items.filter(entity => entity !== undefined));
    }
    return entities;
  }

  async #matching(request: StreamEntitiesRequest): Promise<Entity[]> {
    const entities: Entity[] = [];
    const pages = this.#catalog.streamEntities(
      { ...request, pageSize: PAGE },
      { credentials: this.#credentials },
    );
    for await (const page of pages) {
      entities.push(...page);
    }
    return entities;
  }
}

/** Each entity once, as it was found last. */
export function unique(entities: Entity[]): Entity[] {
  return [
    ...new Map(
      entities.map(entity => [stringifyEntityRef(entity), entity]),
    ).values(),
  ];
}
