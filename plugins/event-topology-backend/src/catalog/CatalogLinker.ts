import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import { Entity } from '@backstage/catalog-model';
import { stringifyError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  linkCatalog,
  LinkableEntity,
  TOPOLOGY_ANNOTATIONS,
  TopologyNode,
} from '@ecs-eda/plugin-event-topology-common';
import { componentRefs } from './component-refs';
import { accountsRead, refuseForeignArns } from './refuse-foreign-arns';
import { toLinkableEntity } from './to-linkable-entity';

/** The catalog is asked no more often than this. */
const CACHE_SECONDS = 30;

const PAGE = 500;

const FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.title',
  'metadata.annotations',
  'spec.owner',
  'spec.system',
];

interface CachedEntities {
  key: string;
  until: number;
  entities: LinkableEntity[];
}

/**
 * Ties nodes to the catalog entities that stand for them. The plugin asks as
 * itself; what of it a user may read is decided when the map is handed out. The catalog failing never fails a read of the estate; the
 * links of before stay.
 */
export class CatalogLinker {
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;
  readonly #logger: LoggerService;
  readonly #now: () => number;
  #cached: CachedEntities | undefined;

  constructor(options: {
    catalog: CatalogService;
    auth: AuthService;
    logger: LoggerService;
    now: () => number;
  }) {
    this.#catalog = options.catalog;
    this.#auth = options.auth;
    this.#logger = options.logger;
    this.#now = options.now;
  }

  /**
   * A function that links nodes, once the catalog has been asked.
   *
   * @param nodes - all nodes that may be linked, those of the snapshot before
   *   included: should the catalog not answer, their links are kept
   * @param options.fresh - asks the catalog anew, however lately it was asked
   */
  async linkFor(
    nodes: TopologyNode[],
    options: { fresh?: boolean } = {},
  ): Promise<(nodes: TopologyNode[]) => TopologyNode[]> {
    try {
      if (options.fresh) {
        this.#cached = undefined;
      }
      const accountIds = accountsRead({ nodes, scopes: [] });
      const entities = (await this.#entities(componentRefs(nodes))).map(
        entity => refuseForeignArns(entity, accountIds).entity,
      );
      return toLink => linkCatalog(toLink, entities);
    } catch (error) {
      this.#logger.warn(
        `The catalog did not answer, so nodes keep the links they have: ${stringifyError(
          error,
        )}`,
      );
      const links = new Map(nodes.map(({ id, catalog }) => [id, catalog]));
      return toLink =>
        toLink.map(node => {
          const catalog = node.catalog ?? links.get(node.id);
          return catalog ? { ...node, catalog } : node;
        });
    }
  }

  async #entities(refs: string[]): Promise<LinkableEntity[]> {
    const key = refs.join();
    if (this.#cached?.key === key && this.#cached.until > this.#now()) {
      return this.#cached.entities;
    }
    const credentials = await this.#auth.getOwnServiceCredentials();
    const entities: Entity[] = [];
    const pages = this.#catalog.streamEntities(
      {
        filter: Object.values(TOPOLOGY_ANNOTATIONS).map(annotation => ({
          [`metadata.annotations.${annotation}`]: CATALOG_FILTER_EXISTS,
        })),
        fields: FIELDS,
        pageSize: PAGE,
      },
      { credentials },
    );
    for await (const page of pages) {
      entities.push(...page);
    }
    for (let start = 0; start < refs.length; start += PAGE) {
      const { items } = await this.#catalog.getEntitiesByRefs(
        { entityRefs: refs.slice(start, start + PAGE), fields: FIELDS },
        { credentials },
      );
      entities.push(...items.filter(entity => entity !== undefined));
    }
    const byRef = new Map(
      entities.map(entity => {
        const linkable = toLinkableEntity(entity);
        return [linkable.entityRef, linkable];
      }),
    );
    this.#cached = {
      key,
      until: this.#now() + CACHE_SECONDS * 1000,
      entities: [...byRef.values()],
    };
    return this.#cached.entities;
  }
}
