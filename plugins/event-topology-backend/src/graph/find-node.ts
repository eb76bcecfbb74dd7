import { InputError, NotFoundError } from '@backstage/errors';
import {
  searchNodes,
  TopologyNode,
} from '@ecs-eda/plugin-event-topology-common';

/** How many nodes an error offers instead. */
const OFFERED = 5;

/**
 * The node of an id or of a name that only one node has.
 *
 * @throws NotFoundError where there is none, with those that come close;
 *   InputError where several have the name, with their ids
 */
export function findNode(
  nodes: readonly TopologyNode[],
  reference: string,
): TopologyNode {
  const wanted = reference.trim();
  const byId = nodes.find(({ id }) => id === wanted);
  if (byId) {
    return byId;
  }
  const named = nodes.filter(({ name }) => name === wanted);
  if (named.length === 1) {
    return named[0];
  }
  if (named.length > 1) {
    throw new InputError(
      `${
        named.length
      } nodes have the name ${wanted}. Ask with the id of the one that is meant: ${offer(
        named,
      )}`,
    );
  }
  const close = searchNodes(nodes, wanted);
  throw new NotFoundError(
    `There is no node ${wanted}, or you may not see it.${
      close.length > 0 ? ` Is one of these meant: ${offer(close)}` : ''
    }`,
  );
}

function offer(nodes: TopologyNode[]): string {
  const offered = nodes
    .slice(0, OFFERED)
    .map(({ kind, id }) => `${kind} ${id}`)
    .join(', ');
  const more = nodes.length - OFFERED;
  return more > 0 ? `${offered}, and ${more} more` : offered;
}
