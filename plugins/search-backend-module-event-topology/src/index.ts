/**
 * Puts the nodes of the event topology into Backstage search.
 *
 * @packageDocumentation
 */
export { searchModuleEventTopology as default } from './module';
export type { EventTopologyDocument } from './collator/to-document';
