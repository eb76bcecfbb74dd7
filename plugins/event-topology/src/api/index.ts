export { eventTopologyApiRef } from './EventTopologyApi';
export type { EntityName, EventTopologyApi } from './EventTopologyApi';
export { EventTopologyClient } from './EventTopologyClient';
