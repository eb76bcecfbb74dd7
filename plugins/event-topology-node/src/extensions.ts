import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { ReadingsSource, TopologySource } from './sources';

/** @public */
export interface TopologySourcesExtensionPoint {
  /** @throws Error when a source of the same id was added before. */
  addTopologySource(source: TopologySource): void;
}

/**
 * Adds sources of structure to the event map.
 *
 * @public
 */
export const topologySourcesExtensionPoint =
  createExtensionPoint<TopologySourcesExtensionPoint>({
    id: 'event-topology.topology-sources',
  });

/** @public */
export interface ReadingsSourcesExtensionPoint {
  /** @throws Error when a source of the same id was added before. */
  addReadingsSource(source: ReadingsSource): void;
}

/**
 * Adds sources of figures to the event map.
 *
 * @public
 */
export const readingsSourcesExtensionPoint =
  createExtensionPoint<ReadingsSourcesExtensionPoint>({
    id: 'event-topology.readings-sources',
  });
