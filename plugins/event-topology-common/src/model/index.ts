export * from './kinds';
export * from './attributes';
export * from './topology';
export * from './readings';
