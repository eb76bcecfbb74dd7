export { edgeId } from './edge-id';
