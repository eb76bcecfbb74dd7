import {
  isNodeOfKind,
  TopologyEdge,
  TopologyNode,
  TopologySnapshot,
} from '@ecs-eda/plugin-event-topology-common';
import { distances, stepsByNode } from './distances';

/** A node behind the one that goes. */
export interface Starved {
  node: TopologyNode;
  /** How many edges lie between. */
  steps: number;
  /** Whether events come to it by some other way still, as far as the map knows. */
  loses: 'everything' | 'a part';
}

/** A node that hands its events to the one that goes. */
export interface Blocked {
  node: TopologyNode;
  edge: TopologyEdge;
  /** What becomes of its events. */
  afterwards: string;
}

/** What breaks when a node goes. */
export interface Impact {
  /** Nearest first. */
  starved: Starved[];
  /** Those that can't hand over their events any more. */
  blocked: Blocked[];
  /** Everything that leads to it, over any number of edges. */
  upstreamCount: number;
  /** Those whose failed events end here: they would be lost. */
  deadLettersFrom: TopologyNode[];
  /** Services that scale by its figures. */
  scaledBy: TopologyNode[];
}

/**
 * What breaks when a node goes: who gets no more events, who can't get rid of
 * them, and who relies on it otherwise. With an MSK cluster all of its topics
 * go. It knows what the map shows and nothing more.
 */
export function assessImpact(
  { nodes, edges }: Pick<TopologySnapshot, 'nodes' | 'edges'>,
  gone: TopologyNode,
): Impact {
  const byId = new Map(nodes.map(node => [node.id, node]));
  const node = (id: string) => byId.get(id) ?? [];
  const allGone = goneWith(nodes, gone);
  const incoming = edges.filter(({ to }) => allGone.has(to));
  const flow = edges.filter(({ kind }) => kind !== 'dead-letters');
  return {
    starved: starved(nodes, flow, allGone),
    blocked: incoming
      .filter(({ kind }) => kind !== 'dead-letters')
      .flatMap(edge =>
        [node(edge.from)].flat().map(from => ({
          node: from,
          edge,
          afterwards: afterwards(edge),
        })),
      ),
    upstreamCount:
      distances([...allGone], stepsByNode(flow, 'upstream')).size -
      allGone.size,
    deadLettersFrom: incoming
      .filter(({ kind }) => kind === 'dead-letters')
      .flatMap(({ from }) => node(from))
      .filter((one, index, all) => all.indexOf(one) === index),
    scaledBy: nodes.filter(
      service =>
        isNodeOfKind(service, 'ecs-service') &&
        gone.kind === 'queue' &&
        service.accountId === gone.accountId &&
        service.region === gone.region &&
        service.attributes.scaling?.policies.some(policy =>
          policy.queueNames?.includes(gone.name),
        ),
    ),
  };
}

function goneWith(nodes: TopologyNode[], gone: TopologyNode): Set<string> {
  const topics = nodes.filter(
    node =>
      isNodeOfKind(node, 'kafka-topic') &&
      node.attributes.clusterArn === gone.id,
  );
  return new Set([gone, ...topics].map(({ id }) => id));
}

function starved(
  nodes: TopologyNode[],
  flow: TopologyEdge[],
  gone: ReadonlySet<string>,
): Starved[] {
  const downstream = stepsByNode(flow, 'downstream');
  const hasSource = new Set(flow.map(({ to }) => to));
  const origins = nodes.map(({ id }) => id).filter(id => !hasSource.has(id));
  const before = distances(origins, downstream);
  const after = distances(
    origins.filter(id => !gone.has(id)),
    stepsByNode(
      flow.filter(({ from, to }) => !gone.has(from) && !gone.has(to)),
      'downstream',
    ),
  );
  const byId = new Map(nodes.map(node => [node.id, node]));
  return [...distances([...gone], downstream)].flatMap(([id, steps]) => {
    const node = byId.get(id);
    return node && !gone.has(id)
      ? {
          node,
          steps,
          loses:
            before.has(id) && !after.has(id)
              ? ('everything' as const)
              : ('a part' as const),
        }
      : [];
  });
}

/** What happens to events that can't be handed over any more. */
function afterwards({ kind, details }: TopologyEdge): string {
  if (details?.deadLetterArn) {
    return `they end in the dead-letter queue ${details.deadLetterArn}`;
  }
  switch (kind) {
    case 'delivers':
    case 'schedules': {
      const tries = details?.maximumRetryAttempts;
      const seconds = details?.maximumEventAgeSeconds;
      const limits = [
        tries !== undefined && `${tries} attempts`,
        seconds !== undefined && `${seconds} seconds`,
      ].filter(Boolean);
      return `they are tried again${
        limits.length > 0 ? ` for at most ${limits.join(' or ')}` : ''
      } and then lost: there is no dead-letter queue`;
    }
    case 'subscribes':
      return 'they are tried again and then lost: the subscription has no dead-letter queue';
    case 'publishes':
    case 'enqueues':
    case 'invokes':
    case 'runs':
      return 'its calls fail; what then happens is up to its own code';
    case 'polls':
    case 'works':
      return 'they stay where they are until their retention ends';
    default:
      return 'they go no further';
  }
}
