import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { EntityRelations } from '../entities/flow-relations';
import { handWrittenRelations } from '../entities/hand-written-relations';
import { TaggedTopology, TopologyClient } from './TopologyClient';

/**
 * How long an answer of the backend holds for the entities processed next. It is
 * about as long as the catalog takes to begin with an entity that is to be
 * processed again.
 */
const HOLDS_SECONDS = 1;

/**
 * The relations of hand-written entities as far as this replica knows the
 * topology. Entities are processed on all replicas, and the one that processes
 * them is seldom the one that the provider runs on.
 */
export class KnownRelations {
  readonly #client: Pick<TopologyClient, 'read'>;
  readonly #logger: LoggerService;
  readonly #now: () => number;
  #relations: Map<string, EntityRelations> | undefined;
  #etag: string | undefined;
  #askedAt: number | undefined;
  #asking: Promise<void> | undefined;

  constructor(options: {
    client: Pick<TopologyClient, 'read'>;
    logger: LoggerService;
    /** Milliseconds since the epoch. */
    now: () => number;
  }) {
    this.#client = options.client;
    this.#logger = options.logger;
    this.#now = options.now;
  }

  /**
   * The relations that the entity has to tell; undefined while nothing is known
   * of the topology, which is not to be taken for "none". Never throws.
   */
  async of(entityRef: string): Promise<EntityRelations | undefined> {
    const holds =
      this.#askedAt !== undefined &&
      this.#now() - this.#askedAt < HOLDS_SECONDS * 1000;
    if (!holds) {
      this.#asking ??= this.#ask().finally(() => {
        this.#askedAt = this.#now();
        this.#asking = undefined;
      });
      await this.#asking;
    }
    return this.#relations
      ? this.#relations.get(entityRef) ?? {
          dependsOn: [],
          dependencyOf: [],
          flow: [],
        }
      : undefined;
  }

  /** Learns of a topology that somebody else on this replica was answered. */
  take({ snapshot, etag }: TaggedTopology): void {
    if (snapshot) {
      this.#relations = handWrittenRelations(snapshot);
      this.#etag = etag;
    }
  }

  async #ask(): Promise<void> {
    try {
      const topology = await this.#client.read({ etag: this.#etag });
      if (topology) {
        this.take(topology);
      }
    } catch (error) {
      this.#logger.warn(
        `The event topology cannot be read, so hand-written entities keep the relations that they have: ${stringifyError(
          error,
        )}`,
      );
    }
  }
}
