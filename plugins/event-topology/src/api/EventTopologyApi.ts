import { createApiRef } from '@backstage/frontend-plugin-api';
import {
  DriftResponse,
  EntityTopologyResponse,
  ReadingHistoryResponse,
  ReadingsResponse,
  RefreshStatus,
  TopologyResponse,
  WatchResponse,
} from '@ecs-eda/plugin-event-topology-common';

/** Names an entity of the software catalog. @public */
export interface EntityName {
  kind: string;
  namespace: string;
  name: string;
}

/**
 * What the frontend asks of the event topology backend. Every method throws a
 * `ResponseError` when the backend refuses or fails.
 *
 * @public
 */
export interface EventTopologyApi {
  /**
   * The newest snapshot. The same object is returned for as long as the
   * snapshot has not changed, so callers may compare by identity.
   */
  getTopology(): Promise<TopologyResponse>;
  /** How the backend's own reading of AWS is going. */
  getStatus(): Promise<RefreshStatus>;
  /** The newest figures of every node that has any. */
  getReadings(): Promise<ReadingsResponse>;
  /** The figures of one node over the last minutes, oldest first. */
  getReadingHistory(nodeId: string): Promise<ReadingHistoryResponse>;
  /** The nodes of an entity and their neighbours. */
  getEntityTopology(entity: EntityName): Promise<EntityTopologyResponse>;
  /**
   * What the catalog says beside what AWS shows: all of it, or what is about one
   * entity and what refers to it.
   */
  getDrift(options?: { entityRef?: string }): Promise<DriftResponse>;
  /** Asks for a fresh read of AWS ahead of the schedule. */
  refresh(): Promise<RefreshStatus>;
  /** Takes or renews the lease by which these nodes are read every few seconds. */
  watch(nodeIds: string[]): Promise<WatchResponse>;
}

/** @public */
export const eventTopologyApiRef = createApiRef<EventTopologyApi>().with({
  id: 'plugin.event-topology.client',
  pluginId: 'event-topology',
});
