import { NodeKind } from './kinds';
import { TopologyNode } from './topology';

/** Tells TypeScript the attributes of a node by its kind. @public */
export function isNodeOfKind<K extends NodeKind>(
  node: TopologyNode,
  kind: K,
): node is Extract<TopologyNode, { kind: K }> {
  return node.kind === kind;
}
