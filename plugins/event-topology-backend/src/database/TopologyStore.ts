import { TopologySnapshot } from '@ecs-eda/plugin-event-topology-common';

/** A snapshot and the revision it was stored under. */
export interface StoredTopology {
  revision: number;
  snapshot: TopologySnapshot;
}

/** Keeps the last snapshot, for restarts and for the other replicas. */
export interface TopologyStore {
  /** The revision of the stored snapshot; 0 when there is none. Cheap. */
  revision(): Promise<number>;

  /**
   * Reads the stored snapshot.
   *
   * @param known - what the caller has already; its nodes and edges are not read
   *   again when the version is the same
   */
  load(known?: StoredTopology): Promise<StoredTopology | undefined>;

  /**
   * Stores a snapshot in the place of the one with `expectedRevision` (0: none).
   *
   * @returns undefined when another replica stored one in the meantime
   */
  save(
    snapshot: TopologySnapshot,
    expectedRevision: number,
  ): Promise<StoredTopology | undefined>;
}
