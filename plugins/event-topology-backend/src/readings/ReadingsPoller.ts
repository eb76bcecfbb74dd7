import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import {
  TopologyNode,
  TopologySnapshot,
} from '@ecs-eda/plugin-event-topology-common';
import { ReadingsSource } from '@ecs-eda/plugin-event-topology-node';
import { LeaseStore } from '../database/LeaseStore';
import { ReadingsMode } from '../database/ReadingsStore';
import { TopologySignals } from '../signals/TopologySignals';
import { CurrentTopology } from '../topology/CurrentTopology';
import { CurrentReadings } from './CurrentReadings';
import { Interests } from './Interests';
import { readFigures } from './read-figures';

const LEASE = 'readings';

/**
 * How many watched nodes one read takes in. With more, each read takes those
 * that have waited longest, so that the cost stays and the pace gives.
 */
export const WATCHED_NODES_PER_READ = 100;

/** Nodes that are newly watched are read out of turn, but no faster than this. */
const NEWCOMER_SECONDS = 1;

/** A read of the map that takes longer than this is given up. */
const MAP_TIMEOUT_SECONDS = 120;

/** @see ReadingsPoller */
export interface ReadingsPollerOptions {
  sources: ReadingsSource[];
  topology: CurrentTopology;
  readings: CurrentReadings;
  interests: Interests;
  leases: LeaseStore;
  signals: TopologySignals;
  logger: LoggerService;
  /** Who this replica is, among the replicas. */
  replicaId: string;
  frequencySeconds: number;
  idleFrequencySeconds: number;
  watchedFrequencySeconds: number;
  /** Milliseconds since the epoch. */
  now: () => number;
}

/**
 * Reads the figures of the map on one clock and those of watched nodes on a
 * faster one, neither ever overlapping itself. One replica at a time does it,
 * for all viewers of all replicas; the others take over what it shares. While
 * nobody looks, the map's clock slows down.
 */
export class ReadingsPoller {
  readonly #options: ReadingsPollerOptions;
  readonly #stopped = new AbortController();
  /** Reads under way, by mode. */
  readonly #reads = new Map<ReadingsMode, Promise<void>>();
  /** When each watched node was last read; milliseconds since the epoch. */
  readonly #lastWatched = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;
  #ticking: Promise<void> | undefined;
  #wakes = 0;
  #holdsLease = false;
  #mapStartedAt: number | undefined;
  #watchedStartedAt: number | undefined;
  #mapWanted = false;
  /** The nodes of the version before; undefined until there is one. */
  #nodeIds: Set<string> | undefined;

  constructor(options: ReadingsPollerOptions) {
    this.#options = options;
    options.topology.onNewVersion(snapshot => this.#onNewVersion(snapshot));
  }

  /** Begins to look, every `watchedFrequencySeconds`, at what is due. */
  start(): void {
    this.#schedule(0);
  }

  /** Looks at once at what is due, because a viewer has come. */
  wake(): void {
    this.#wakes++;
    if (this.#timer) {
      this.#schedule(0);
    }
  }

  /** Ends all reading; resolves when nothing is under way any more. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    clearTimeout(this.#timer);
    this.#timer = undefined;
    await this.#ticking;
    await this.settled();
    if (this.#holdsLease) {
      await this.#options.leases.release(LEASE, this.#options.replicaId);
    }
  }

  /** Resolves when no read is under way. */
  async settled(): Promise<void> {
    await Promise.all(this.#reads.values());
  }

  /** Starts the reads that are due, if this replica is the one to do it. */
  async tick(): Promise<void> {
    this.#ticking ??= this.#tick().finally(() => {
      this.#ticking = undefined;
    });
    return this.#ticking;
  }

  async #tick(): Promise<void> {
    const { topology, readings, interests, now } = this.#options;
    try {
      await Promise.all([topology.sync(), readings.sync()]);
      if (!(await this.#lead()) || this.#stopped.signal.aborted) {
        return;
      }
      const active = await interests.active();
      const { snapshot } = topology;
      if (!snapshot || this.#options.sources.length === 0) {
        return;
      }
      if (this.#isMapDue(active.map, now())) {
        this.#mapWanted = false;
        this.#mapStartedAt = now();
        this.#begin('map', snapshot, snapshot.nodes);
      }
      const watched = this.#dueWatched(snapshot, active.nodeIds, now());
      if (watched.length > 0) {
        this.#watchedStartedAt = now();
        this.#begin('watched', snapshot, watched);
      }
    } catch (error) {
      this.#options.logger.warn(
        `Readings are late, as the database did not answer: ${stringifyError(
          error,
        )}`,
      );
    }
  }

  /** True when this replica reads for all. */
  async #lead(): Promise<boolean> {
    const { leases, replicaId, watchedFrequencySeconds } = this.#options;
    // Long enough to bridge a slow tick, short enough that figures go on soon
    // after the leader has died.
    const seconds = Math.max(10, 4 * watchedFrequencySeconds);
    this.#holdsLease =
      (this.#holdsLease && (await leases.renew(LEASE, replicaId, seconds))) ||
      (await leases.claim(LEASE, replicaId, seconds));
    return this.#holdsLease;
  }

  #isMapDue(viewed: boolean, now: number): boolean {
    if (this.#reads.has('map')) {
      return false;
    }
    const { readings, frequencySeconds, idleFrequencySeconds } = this.#options;
    // A replica that takes the lead goes on in the rhythm of the one before.
    const last = Math.max(this.#mapStartedAt ?? 0, readings.mapReadAt ?? 0);
    const pause = viewed ? frequencySeconds : idleFrequencySeconds;
    return this.#mapWanted || now - last >= pause * 1000;
  }

  #dueWatched(
    snapshot: TopologySnapshot,
    nodeIds: string[],
    now: number,
  ): TopologyNode[] {
    const { watchedFrequencySeconds } = this.#options;
    for (const nodeId of this.#lastWatched.keys()) {
      if (!nodeIds.includes(nodeId)) {
        this.#lastWatched.delete(nodeId);
      }
    }
    const waitedSeconds = (now - (this.#watchedStartedAt ?? 0)) / 1000;
    if (this.#reads.has('watched') || waitedSeconds < NEWCOMER_SECONDS) {
      return [];
    }
    // Whoever opens a node sees its figures at once; those that are watched
    // already keep their pace.
    const isTurn = waitedSeconds >= watchedFrequencySeconds;
    const watched = new Set(nodeIds);
    const longestFirst = snapshot.nodes
      .filter(({ id }) => watched.has(id))
      .filter(({ id }) => isTurn || !this.#lastWatched.has(id))
      .sort(
        (a, b) =>
          (this.#lastWatched.get(a.id) ?? 0) -
          (this.#lastWatched.get(b.id) ?? 0),
      )
      .slice(0, WATCHED_NODES_PER_READ);
    longestFirst.forEach(node => this.#lastWatched.set(node.id, now));
    return longestFirst;
  }

  #begin(
    mode: ReadingsMode,
    snapshot: TopologySnapshot,
    nodes: TopologyNode[],
  ): void {
    const read = this.#read(mode, snapshot, nodes).finally(() => {
      this.#reads.delete(mode);
    });
    this.#reads.set(mode, read);
  }

  async #read(
    mode: ReadingsMode,
    snapshot: TopologySnapshot,
    nodes: TopologyNode[],
  ): Promise<void> {
    const { sources, readings, interests, signals, logger, now } =
      this.#options;
    const startedAt = now();
    const seconds =
      mode === 'map'
        ? MAP_TIMEOUT_SECONDS
        : Math.max(10, 4 * this.#options.watchedFrequencySeconds);
    const signal = AbortSignal.any([
      this.#stopped.signal,
      AbortSignal.timeout(seconds * 1000),
    ]);
    try {
      const batch = await readFigures({
        sources,
        nodes,
        edges: snapshot.edges,
        mode,
        signal,
        logger,
      });
      const isNew = await readings.add(mode, batch, startedAt);
      const { at } = readings;
      if (isNew && at) {
        await signals.publish({ type: 'readings', at });
      }
      if (mode === 'map') {
        await interests.prune();
      }
    } catch (error) {
      if (!this.#stopped.signal.aborted) {
        logger.warn(
          `Reading the figures of ${
            nodes.length
          } nodes (${mode}) was given up: ${stringifyError(error)}`,
        );
      }
    }
  }

  #onNewVersion(snapshot: TopologySnapshot): void {
    const ids = new Set(snapshot.nodes.map(node => node.id));
    this.#options.readings.retain(nodeId => ids.has(nodeId));
    // Newcomers get their first figures at once rather than in their turn.
    const known = this.#nodeIds;
    if (known && [...ids].some(id => !known.has(id))) {
      this.#mapWanted = true;
    }
    this.#nodeIds = ids;
    this.wake();
  }

  #schedule(seconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(async () => {
      const wakes = this.#wakes;
      await this.tick();
      if (!this.#stopped.signal.aborted) {
        this.#schedule(
          this.#wakes > wakes ? 0 : this.#options.watchedFrequencySeconds,
        );
      }
    }, seconds * 1000);
  }
}
