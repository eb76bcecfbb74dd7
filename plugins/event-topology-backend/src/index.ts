/**
 * Assembles, stores and serves the event topology.
 *
 * @packageDocumentation
 */
export { eventTopologyPlugin as default } from './plugin';
