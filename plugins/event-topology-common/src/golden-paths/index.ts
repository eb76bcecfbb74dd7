export * from './profile';
export * from './limits';
export * from './names';
export * from './fargate-sizes';
export * from './scaling';
export * from './scaling-burst';
export * from './api-destination-backlog';
