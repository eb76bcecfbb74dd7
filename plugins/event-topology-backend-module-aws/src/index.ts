/**
 * Reads the event topology from AWS.
 *
 * @packageDocumentation
 */
export { eventTopologyModuleAws as default } from './module';
