export type { HealthFinding, HealthStatus, NodeHealth } from './types';
export { HEALTH_ORDER, worstHealth } from './health-order';
export { nodeHealth } from './node-health';
