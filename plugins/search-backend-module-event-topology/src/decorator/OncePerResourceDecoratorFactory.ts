import { Transform } from 'node:stream';
import { AuthService } from '@backstage/backend-plugin-api';
import {
  ANNOTATION_ORIGIN_LOCATION,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { DecoratorBase } from '@backstage/plugin-search-backend-node';
import {
  DocumentDecoratorFactory,
  IndexableDocument,
} from '@backstage/plugin-search-common';
import { GENERATED_LOCATION_TYPE } from '@ecs-eda/plugin-event-topology-common';

/** What the collator of the catalog makes. */
const CATALOG_DOCUMENTS = 'software-catalog';

/** Drops the documents of these entities. */
class LeaveOut extends DecoratorBase {
  readonly #entityRefs: ReadonlySet<string>;

  constructor(entityRefs: ReadonlySet<string>) {
    super();
    this.#entityRefs = entityRefs;
  }

  async initialize(): Promise<void> {}

  async decorate(
    document: IndexableDocument,
  ): Promise<IndexableDocument | undefined> {
    const entityRef = document.authorization?.resourceRef;
    return entityRef && this.#entityRefs.has(entityRef) ? undefined : document;
  }

  async finalize(): Promise<void> {}
}

/**
 * Leaves entities that were made from the map out of the catalog's index: the
 * map's own documents of the same resources say more, and two results with the
 * same name look like two resources.
 */
export class OncePerResourceDecoratorFactory
  implements DocumentDecoratorFactory
{
  readonly types = [CATALOG_DOCUMENTS];
  readonly #catalog: CatalogService;
  readonly #auth: AuthService;

  constructor(options: { catalog: CatalogService; auth: AuthService }) {
    this.#catalog = options.catalog;
    this.#auth = options.auth;
  }

  async getDecorator(): Promise<Transform> {
    return new LeaveOut(await this.#madeFromTheMap());
  }

  async #madeFromTheMap(): Promise<Set<string>> {
    const refs = new Set<string>();
    const pages = this.#catalog.streamEntities(
      {
        query: {
          [`metadata.annotations.${ANNOTATION_ORIGIN_LOCATION}`]: {
            $hasPrefix: `${GENERATED_LOCATION_TYPE}:`,
          },
        },
        fields: ['kind', 'metadata.namespace', 'metadata.name'],
      },
      { credentials: await this.#auth.getOwnServiceCredentials() },
    );
    for await (const page of pages) {
      page.forEach(entity => refs.add(stringifyEntityRef(entity)));
    }
    return refs;
  }
}
