import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { stringifyError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { TopologyNode } from '@ecs-eda/plugin-event-topology-common';
import { Caller } from '../permissions/authorize-caller';

/** A caller's rights in the catalog are asked for no more often than this. */
const CACHE_SECONDS = 30;

/** How many different sets of conditions are remembered. */
const CACHED_SETS = 200;

const PAGE = 500;

/** Entities that a caller may read. */
export interface ReadableSet {
  has(entityRef: string): boolean;
  /** True where the catalog's policy has no conditions for the caller. */
  isEverything: boolean;
  /** The same for the same set. */
  key: string;
}

const ALL: ReadableSet = {
  has: () => true,
  isEverything: true,
  key: 'all',
};
const NONE: ReadableSet = {
  has: () => false,
  isEverything: false,
  key: 'none',
};

interface CachedSet {
  until: number;
  refs: string;
  readable: Promise<ReadableSet>;
}

/**
 * Which of the entities that nodes are tied to a caller may read. The catalog
 * says so itself, to the caller's own credentials; and only where its policy
 * has conditions is it asked at all.
 */
export class ReadableEntities {
  readonly #catalog: CatalogService;
  readonly #logger: LoggerService;
  readonly #now: () => number;
  readonly #cached = new Map<string, CachedSet>();

  constructor(options: {
    catalog: CatalogService;
    logger: LoggerService;
    now: () => number;
  }) {
    this.#catalog = options.catalog;
    this.#logger = options.logger;
    this.#now = options.now;
  }

  /** Those of the entities, owners and systems that `nodes` name. */
  async of(caller: Caller, nodes: TopologyNode[]): Promise<ReadableSet> {
    const { entities } = caller;
    if (entities.result === AuthorizeResult.ALLOW) {
      return ALL;
    }
    if (entities.result !== AuthorizeResult.CONDITIONAL) {
      return NONE;
    }
    const refs = entityRefs(nodes);
    const joined = refs.join();
    // Who has the same conditions may read the same entities.
    const key = JSON.stringify(entities.conditions);
    const cached = this.#cached.get(key);
    if (cached && cached.until > this.#now() && cached.refs === joined) {
      return cached.readable;
    }
    const readable = this.#ask(caller, refs);
    this.#cached.delete(key);
    this.#cached.set(key, {
      until: this.#now() + CACHE_SECONDS * 1000,
      refs: joined,
      readable,
    });
    if (this.#cached.size > CACHED_SETS) {
      const [oldest] = this.#cached.keys();
      this.#cached.delete(oldest);
    }
    return readable;
  }

  async #ask({ credentials }: Caller, refs: string[]): Promise<ReadableSet> {
    const found: string[] = [];
    try {
      for (let start = 0; start < refs.length; start += PAGE) {
        const { items } = await this.#catalog.getEntitiesByRefs(
          {
            entityRefs: refs.slice(start, start + PAGE),
            fields: ['kind', 'metadata.name', 'metadata.namespace'],
          },
          { credentials },
        );
        for (const entity of items) {
          if (entity) {
            found.push(stringifyEntityRef(entity));
          }
        }
      }
    } catch (error) {
      this.#logger.warn(
        `The catalog did not say which entities a user may read, so the map shows none: ${stringifyError(
          error,
        )}`,
      );
      return NONE;
    }
    const readable = new Set(found);
    return {
      has: ref => readable.has(ref.toLocaleLowerCase('en-US')),
      isEverything: false,
      key: found.join(),
    };
  }
}

/** Sorted, each once. */
function entityRefs(nodes: TopologyNode[]): string[] {
  const refs = nodes.flatMap(({ catalog }) =>
    catalog ? [catalog.entityRef, catalog.owner, catalog.system] : [],
  );
  return [...new Set(refs.filter(ref => ref !== undefined))].sort();
}
