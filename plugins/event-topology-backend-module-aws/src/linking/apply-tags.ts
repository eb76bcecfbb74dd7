import { TopologyNode } from '@ecs-eda/plugin-event-topology-common';
import { nodeIdOfArn } from '../arns/node-id';
import { TagFact } from '../findings/findings';

/** The nodes with the tags that the tagging API knows of them. */
export function withTags(
  nodes: TopologyNode[],
  tags: TagFact[],
): TopologyNode[] {
  const byId = new Map(tags.map(fact => [nodeIdOfArn(fact.arn), fact.tags]));
  return nodes.map(node => {
    const found = byId.get(node.id);
    return found ? { ...node, tags: { ...node.tags, ...found } } : node;
  });
}
