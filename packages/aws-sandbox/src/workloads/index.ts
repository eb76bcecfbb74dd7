export { requestSurge } from './request-surge';
export { startRunningExample } from './start-running-example';
export type { SurgeRequest, SurgeStatus } from './shop/surge';
