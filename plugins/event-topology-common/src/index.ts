/**
 * The event topology model and the pure functions over it.
 *
 * @packageDocumentation
 */
export * from './model';
export * from './arn';
export * from './graph';
export * from './catalog';
export * from './drift';
export * from './event-pattern';
export * from './golden-paths';
export * from './health';
export * from './api';
export * from './permissions';
