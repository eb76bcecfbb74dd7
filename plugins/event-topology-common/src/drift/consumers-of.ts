import {
  EdgeKind,
  isNodeOfKind,
  NodeKind,
  TopologyEdge,
  TopologyNode,
} from '../model';
import { EventContract } from './event-contract';
import { ruleTakes } from './rule-takes';

/** What runs code or decides: events end here, and others may begin. */
const CONSUMERS = new Set<NodeKind>([
  'ecs-service',
  'task-definition',
  'function',
  'state-machine',
]);

/** Edges on which an event arrives as it was sent. */
const CARRYING = new Set<EdgeKind>([
  'matches',
  'delivers',
  'subscribes',
  'polls',
  'works',
  'invokes',
  'runs',
  'enqueues',
]);

/** A node that the events of a contract reach. */
export interface Consumer {
  node: TopologyNode;
  /** Ids of the nodes from the channel to the consumer, both included. */
  way: string[];
}

/** A graph that is walked from many places. */
export class WalkableGraph {
  readonly #nodes: Map<string, TopologyNode>;
  readonly #outgoing = new Map<string, TopologyEdge[]>();
  readonly #incoming = new Map<string, TopologyEdge[]>();

  constructor(graph: {
    nodes: readonly TopologyNode[];
    edges: readonly TopologyEdge[];
  }) {
    this.#nodes = new Map(graph.nodes.map(node => [node.id, node]));
    for (const edge of graph.edges) {
      push(this.#outgoing, edge.from, edge);
      push(this.#incoming, edge.to, edge);
    }
  }

  node(id: string): TopologyNode | undefined {
    return this.#nodes.get(id);
  }

  outgoing(id: string): TopologyEdge[] {
    return this.#outgoing.get(id) ?? [];
  }

  incoming(id: string): TopologyEdge[] {
    return this.#incoming.get(id) ?? [];
  }

  neighbourIds(id: string): string[] {
    return [
      ...this.outgoing(id).map(({ to }) => to),
      ...this.incoming(id).map(({ from }) => from),
    ];
  }

  /** Whether there is a way between any of these and that one through what only carries. */
  areJoined(ids: readonly string[], other: string): boolean {
    const seen = new Set(ids);
    const next = [...ids];
    for (let id = next.pop(); id !== undefined; id = next.pop()) {
      if (id === other) {
        return true;
      }
      const node = this.node(id);
      if (ids.includes(id) || (node && !CONSUMERS.has(node.kind))) {
        for (const neighbour of this.neighbourIds(id)) {
          if (!seen.has(neighbour)) {
            seen.add(neighbour);
            next.push(neighbour);
          }
        }
      }
    }
    return false;
  }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const values = map.get(key);
  if (values) {
    values.push(value);
  } else {
    map.set(key, [value]);
  }
}

/**
 * Who gets the events of a contract: what is reached from its channel by rules
 * that may match them, deliveries, subscriptions and polls, up to and not beyond
 * what runs code. A pipe that puts events on a bus makes new ones of them, so
 * they end there as well; dead letters are not consumption.
 */
export function consumersOf(
  graph: WalkableGraph,
  contract: EventContract,
): Consumer[] {
  const consumers: Consumer[] = [];
  const ways = new Map([[contract.channelArn, [contract.channelArn]]]);
  const next = [contract.channelArn];
  for (let id = next.shift(); id !== undefined; id = next.shift()) {
    const way = ways.get(id) ?? [];
    for (const edge of graph.outgoing(id)) {
      const node = graph.node(edge.to);
      if (node && !ways.has(node.id) && carries(graph, edge, node, contract)) {
        const onwards = [...way, node.id];
        ways.set(node.id, onwards);
        if (CONSUMERS.has(node.kind)) {
          consumers.push({ node, way: onwards });
        } else {
          next.push(node.id);
        }
      }
    }
  }
  return consumers;
}

function carries(
  graph: WalkableGraph,
  edge: TopologyEdge,
  to: TopologyNode,
  contract: EventContract,
): boolean {
  if (!CARRYING.has(edge.kind)) {
    return false;
  }
  if (isNodeOfKind(to, 'rule')) {
    return ruleTakes(to, contract);
  }
  return !(to.kind === 'event-bus' && graph.node(edge.from)?.kind === 'pipe');
}

/** The nodes that put something into a channel. */
export function producersOf(
  graph: WalkableGraph,
  channelArn: string,
): string[] {
  return graph
    .incoming(channelArn)
    .filter(({ kind }) => kind !== 'dead-letters')
    .map(({ from }) => from);
}
