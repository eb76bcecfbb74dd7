export type { ContainerLogLine } from './ContainerLogs';
export { parseContainerPrograms } from './ContainerProgram';
export type { ContainerProgram } from './ContainerProgram';
export { ContainerRunner } from './ContainerRunner';
