export * from './kinds';
export { NODE_KIND_NAMES } from './kind-names';
export * from './attributes';
export * from './topology';
export * from './readings';
export { isNodeOfKind } from './is-node-of-kind';
export * from './stream-readers';
export * from './consumer-group-lags';
export * from './broker-queues';
export {
  figuresOfKind,
  isReadableKind,
  READABLE_KINDS,
} from './readable-kinds';
