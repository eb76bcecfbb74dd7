import {
  Evidence,
  TOPOLOGY_TAGS,
  TopologyEdge,
  TopologyNode,
} from '@ecs-eda/plugin-event-topology-common';
import { nodeIdOfArn } from '../arns/node-id';
import { queueArnOfUrl } from '../arns/queue-url';
import { NodeIndex } from './node-index';
import { Direction, kindsOf, relationEdge } from './relation';

/** The call that gave a node's tags. */
const TAG_SOURCES: Partial<
  Record<TopologyNode['kind'], Pick<Evidence, 'operation' | 'field'>>
> = {
  'ecs-service': {
    operation: 'ecs:DescribeServices',
    field: 'services[].tags',
  },
  'task-definition': { operation: 'ecs:DescribeTaskDefinition', field: 'tags' },
  function: {
    operation: 'tag:GetResources',
    field: 'ResourceTagMappingList[].Tags',
  },
};

/**
 * Edges that the tags `event-topology:consumes` and `event-topology:produces`
 * declare on services, task definitions and functions. A tag lists resources
 * with spaces between, because most services refuse commas in tags. Each is an
 * ARN, a queue URL, a name in the same account and region, or a name with its
 * kind in front: `queue/loyalty`.
 */
export function tagRelations(
  nodes: TopologyNode[],
  index: NodeIndex,
): TopologyEdge[] {
  const edges: TopologyEdge[] = [];
  for (const node of nodes) {
    const source = TAG_SOURCES[node.kind];
    if (!source) {
      continue;
    }
    const directions: [Direction, string][] = [
      ['consumes', TOPOLOGY_TAGS.consumes],
      ['produces', TOPOLOGY_TAGS.produces],
    ];
    for (const [direction, tag] of directions) {
      for (const reference of (node.tags[tag] ?? '').split(/[\s,]+/)) {
        const resource =
          reference && resolve(node, direction, reference, index);
        const edge =
          resource &&
          relationEdge(node.id, direction, resource, 'declared', {
            scope:
              source.operation === 'tag:GetResources'
                ? `${node.accountId}/${node.region}/tag`
                : node.scope,
            source: 'tag',
            operation: source.operation,
            field: `${source.field}[${tag}]`,
            value: reference,
          });
        if (edge) {
          edges.push(edge);
        }
      }
    }
  }
  return edges;
}

function resolve(
  node: TopologyNode,
  direction: Direction,
  reference: string,
  index: NodeIndex,
): TopologyNode | undefined {
  const byId =
    index.find(nodeIdOfArn(reference)) ??
    index.find(queueArnOfUrl(reference, node.region) ?? '');
  if (byId) {
    return byId;
  }
  const kinds = kindsOf(direction);
  const [kind, ...name] = reference.split('/');
  const explicit = kinds.find(one => one === kind);
  if (explicit && name.length > 0) {
    return index.named(node, explicit, name.join('/'));
  }
  for (const one of kinds) {
    const found = index.named(node, one, reference);
    if (found) {
      return found;
    }
  }
  return undefined;
}
