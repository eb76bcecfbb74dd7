import { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError, toError } from '@backstage/errors';
import { RefreshStatus } from '@ecs-eda/plugin-event-topology-common';
import {
  DiscoveryResult,
  TopologySource,
} from '@ecs-eda/plugin-event-topology-node';
import {
  assembleSnapshot,
  relinkSnapshot,
} from '../assembly/assemble-snapshot';
import { SourceFailure } from '../assembly/carry-over';
import { CatalogLinker } from '../catalog/CatalogLinker';
import { LeaseStore } from '../database/LeaseStore';
import { TopologySignals } from '../signals/TopologySignals';
import { CurrentTopology } from '../topology/CurrentTopology';
import { discover } from './discover';
import { RefreshLog, refreshLogFromJson, refreshLogToJson } from './RefreshLog';
import { SnapshotEvents } from './SnapshotEvents';

const LEASE = 'refresh';

/** A replica that dies in the middle of a read blocks the next one this long. */
const LEASE_SECONDS = 30;

/** How often a read under way tells the other replicas how far it is. */
const HEARTBEAT_SECONDS = 1;

/** A read that ended less than this ago is new enough for anybody. */
export const MINIMUM_GAP_SECONDS = 10;

/**
 * What became of the wish to read: `started`; `joined` one that was under way,
 * here or on another replica; or `recent`: the last one has only just ended.
 */
export type RefreshOutcome = 'started' | 'joined' | 'recent';

/** A read, as far as this replica can follow it. */
export interface RefreshTicket {
  outcome: RefreshOutcome;
  /** Resolves when the read has ended, if it runs on this replica. Never rejects. */
  finished: Promise<void>;
}

/** @see TopologyRefresher */
export interface TopologyRefresherOptions {
  sources: TopologySource[];
  topology: CurrentTopology;
  linker: CatalogLinker;
  leases: LeaseStore;
  signals: TopologySignals;
  events: SnapshotEvents;
  logger: LoggerService;
  /** Who this replica is, among the replicas. */
  replicaId: string;
  /** The longest time between two scheduled reads. */
  scheduleSeconds: number;
  timeoutSeconds: number;
  /** Milliseconds since the epoch. */
  now: () => number;
}

/**
 * Reads the structure of the estate: one read at a time among all replicas,
 * whoever asks for it.
 */
export class TopologyRefresher {
  readonly #options: TopologyRefresherOptions;
  readonly #stopped = new AbortController();
  #beginning: Promise<RefreshTicket> | undefined;
  #running: Promise<void> | undefined;
  /** Whether a person waits for the read that is under way. */
  #asked = false;
  /** What this replica knows of reads; kept for a database that doesn't answer. */
  #log: RefreshLog = {};

  constructor(options: TopologyRefresherOptions) {
    this.#options = options;
  }

  /**
   * Begins a read, unless one is under way or has only just ended.
   *
   * @param options.asked - true when a person asked for it and waits to see it
   * @param options.signal - ends the read when aborted; what was stored stays
   */
  async refresh(
    options: { asked?: boolean; signal?: AbortSignal } = {},
  ): Promise<RefreshTicket> {
    this.#asked ||= options.asked ?? false;
    if (this.#running) {
      return { outcome: 'joined', finished: this.#running };
    }
    if (this.#beginning) {
      const { outcome, finished } = await this.#beginning;
      return {
        outcome: outcome === 'started' ? 'joined' : outcome,
        finished,
      };
    }
    this.#beginning = this.#begin(options.signal).finally(() => {
      this.#beginning = undefined;
      this.#asked &&= this.#running !== undefined;
    });
    return this.#beginning;
  }

  async #begin(asker: AbortSignal | undefined): Promise<RefreshTicket> {
    const { leases, replicaId, now } = this.#options;
    const finished = Promise.resolve();
    const { details } = await leases.read(LEASE);
    this.#log = refreshLogFromJson(details);
    const { lastFinishedAt } = this.#log;
    if (
      lastFinishedAt &&
      Math.abs(now() - Date.parse(lastFinishedAt)) < MINIMUM_GAP_SECONDS * 1000
    ) {
      return { outcome: 'recent', finished };
    }
    if (
      this.#stopped.signal.aborted ||
      !(await leases.claim(LEASE, replicaId, LEASE_SECONDS))
    ) {
      return { outcome: 'joined', finished };
    }
    this.#running = this.#run(asker).finally(() => {
      this.#running = undefined;
      this.#asked = false;
    });
    return { outcome: 'started', finished: this.#running };
  }

  async #run(asker: AbortSignal | undefined): Promise<void> {
    const { topology, leases, signals, events } = this.#options;
    const { logger, replicaId, timeoutSeconds } = this.#options;
    const errorBefore = this.#log.lastError;
    const versionBefore = topology.snapshot?.version;
    const lost = new AbortController();
    const signal = AbortSignal.any([
      this.#stopped.signal,
      lost.signal,
      AbortSignal.timeout(timeoutSeconds * 1000),
      ...(asker ? [asker] : []),
    ]);
    const { lastFinishedAt, lastSucceededAt } = this.#log;
    this.#log = {
      startedAt: this.#iso(),
      done: 0,
      total: 0,
      lastFinishedAt,
      lastSucceededAt,
      lastError: errorBefore,
    };
    const stopHeartbeat = this.#beat(lost);
    let lastError: string | undefined;
    try {
      if (this.#asked) {
        await signals.publish({ type: 'status' });
      }
      const failures = await this.#read(signal);
      this.#log.lastSucceededAt = this.#iso();
      if (failures.length > 0) {
        lastError = failures.join('; ');
      }
    } catch (cause) {
      lastError = this.#explain(toError(cause), signal);
      logger.error(`The event topology could not be read: ${lastError}`);
    } finally {
      await stopHeartbeat();
    }
    const { startedAt: _, done: __, total: ___, ...kept } = this.#log;
    this.#log = { ...kept, lastFinishedAt: this.#iso(), lastError };
    try {
      await leases.release(LEASE, replicaId, refreshLogToJson(this.#log));
    } catch (error) {
      logger.warn(
        `The end of the read could not be noted, so the next one waits ${LEASE_SECONDS} seconds: ${stringifyError(
          error,
        )}`,
      );
    }
    // A read on schedule that found all as it was is nobody's news.
    if (this.#asked || lastError !== errorBefore) {
      await signals.publish({ type: 'status' });
    }
    const version = topology.snapshot?.version;
    if (version && (version !== versionBefore || lastError !== errorBefore)) {
      await events.publish(version);
    }
  }

  /** @returns the messages of sources that threw while others could be read */
  async #read(signal: AbortSignal): Promise<string[]> {
    const { sources, topology, logger } = this.#options;
    await topology.sync();
    const configured = sources.filter(source => source.isConfigured());
    if (configured.length === 0 && !topology.snapshot) {
      return [];
    }
    const { results, failures } = await discover({
      sources: configured,
      signal,
      logger,
      onProgress: ({ done, total }) => {
        Object.assign(this.#log, { done, total });
      },
    });
    const messages = failures.map(
      ({ sourceId, message }) => `${sourceId}: ${message}`,
    );
    if (configured.length > 0 && results.length === 0) {
      throw new Error(messages.join('; '));
    }
    await this.#store(results, failures, signal);
    return messages;
  }

  async #store(
    results: DiscoveryResult[],
    failures: SourceFailure[],
    signal: AbortSignal,
  ): Promise<void> {
    const { topology, linker, signals } = this.#options;
    // Another replica may tie the nodes to the catalog anew at the same
    // moment; then this read is put together again on top of that.
    for (let attempt = 0; attempt < 3; attempt++) {
      const previous = topology.snapshot;
      const link = await linker.linkFor([
        ...results.flatMap(result => result.nodes),
        ...(previous?.nodes ?? []),
      ]);
      signal.throwIfAborted();
      const snapshot = assembleSnapshot({
        previous,
        results,
        failures,
        link,
        generatedAt: this.#iso(),
      });
      if (await topology.replace(snapshot)) {
        if (snapshot.version !== previous?.version) {
          await signals.publish({
            type: 'topology',
            version: snapshot.version,
          });
        }
        return;
      }
    }
    throw new Error(
      'other replicas kept storing topologies at the same time; the next read tries again',
    );
  }

  /**
   * Ties the nodes to the catalog as it is now, without reading AWS: a person
   * who annotates an entity sees the result within a minute.
   */
  async relink(): Promise<void> {
    const { topology, linker, signals, events } = this.#options;
    await topology.sync();
    const { snapshot } = topology;
    if (!snapshot) {
      return;
    }
    const relinked = relinkSnapshot(
      snapshot,
      await linker.linkFor(snapshot.nodes, { fresh: true }),
    );
    if (
      relinked.version !== snapshot.version &&
      topology.snapshot === snapshot &&
      (await topology.replace(relinked))
    ) {
      await signals.publish({ type: 'topology', version: relinked.version });
      await events.publish(relinked.version);
    }
  }

  /** How reading goes, on whichever replica it runs. */
  async status(): Promise<RefreshStatus> {
    const { sources, leases, scheduleSeconds, logger } = this.#options;
    let log = this.#log;
    // The log is closed before others are told that the read has ended.
    let refreshing = this.#running !== undefined && log.startedAt !== undefined;
    if (!refreshing) {
      try {
        const lease = await leases.read(LEASE);
        log = refreshLogFromJson(lease.details);
        refreshing = lease.holder !== undefined && log.startedAt !== undefined;
        this.#log = log;
      } catch (error) {
        logger.warn(
          `How other replicas read is not known: ${stringifyError(error)}`,
        );
      }
    }
    const { startedAt, done, total } = log;
    const { lastFinishedAt, lastSucceededAt, lastError } = log;
    return {
      refreshing,
      ...(refreshing && startedAt ? { startedAt } : {}),
      ...(refreshing && done !== undefined && total
        ? { progress: { done, total } }
        : {}),
      ...(lastFinishedAt ? { lastFinishedAt } : {}),
      ...(lastSucceededAt ? { lastSucceededAt } : {}),
      ...(lastError ? { lastError } : {}),
      staleAfterSeconds: 2 * scheduleSeconds,
      unconfigured: !sources.some(source => source.isConfigured()),
    };
  }

  /** Ends a read under way; resolves when it has ended. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#beginning?.catch(() => undefined);
    await this.#running;
  }

  /** Tells the other replicas, and whoever waits, how far the read is. */
  #beat(lost: AbortController): () => Promise<void> {
    const { leases, signals, logger, replicaId } = this.#options;
    let told = '';
    let beating: Promise<void> | undefined;
    const beat = async () => {
      const log = refreshLogToJson(this.#log);
      try {
        if (!(await leases.renew(LEASE, replicaId, LEASE_SECONDS, log))) {
          lost.abort(new Error('another replica took the read over'));
        }
      } catch (error) {
        logger.warn(
          `The progress of the read could not be noted: ${stringifyError(
            error,
          )}`,
        );
      }
      const news = JSON.stringify(log);
      if (this.#asked && told && news !== told) {
        await signals.publish({ type: 'status' });
      }
      told = news;
    };
    const next = () => {
      beating ??= beat().finally(() => {
        beating = undefined;
      });
    };
    next();
    const timer = setInterval(next, HEARTBEAT_SECONDS * 1000);
    return async () => {
      clearInterval(timer);
      await beating;
    };
  }

  #explain(error: Error, signal: AbortSignal): string {
    const { timeoutSeconds } = this.#options;
    if (this.#stopped.signal.aborted) {
      return 'the backend was stopped in the middle of it';
    }
    if (signal.aborted && error.name === 'TimeoutError') {
      return `it took longer than ${timeoutSeconds} seconds (eventTopology.schedule.timeout)`;
    }
    if (signal.aborted && error.name === 'AbortError') {
      return 'it was cancelled';
    }
    return error.message;
  }

  #iso(): string {
    return new Date(this.#options.now()).toISOString();
  }
}
