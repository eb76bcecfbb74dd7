export { edgeId } from './edge-id';
export { neighbourhood } from './neighbourhood';
export type { Subgraph, WalkDirection } from './neighbourhood';
export { groupNodes } from './group-nodes';
export type { NodeGroup } from './group-nodes';
export { searchNodes } from './search-nodes';
