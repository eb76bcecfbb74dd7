export * from './clock';
export * from './errors';
export * from './metrics';
export * from './paging';
export * from './resource-policy';
export * from './scope';
export * from './service';
export * from './world';
