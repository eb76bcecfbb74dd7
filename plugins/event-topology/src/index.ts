/**
 * The event map: live event topology in the portal and on catalog entities.
 *
 * @packageDocumentation
 */
export { eventTopologyPlugin as default } from './plugin';
export { relationGraphModule } from './catalog-graph/relationGraphModule';
export { eventTopologyApiRef, EventTopologyClient } from './api';
export type { EntityName, EventTopologyApi } from './api';
export { eventTopologyTranslationRef } from './translation';
