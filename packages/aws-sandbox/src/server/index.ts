export type { Behaviour, DeniedAction, Quota } from './behaviour';
export type { Call, CallFilter, CallLog } from './call-log';
export { Controls } from './controls';
export type { Control } from './controls';
export { DEFAULT_PORT, startSandbox } from './sandbox';
export type { Sandbox, SandboxOptions } from './sandbox';
