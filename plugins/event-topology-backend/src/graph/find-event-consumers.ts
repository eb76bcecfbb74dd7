import {
  explainEventPattern,
  InvalidEventPatternError,
  isNodeOfKind,
  NodeKind,
  TopologyEdge,
  TopologyNode,
  TopologyNodeOf,
  TopologySnapshot,
} from '@ecs-eda/plugin-event-topology-common';
import { Step, stepsByNode } from './distances';

/** What is known of an event. What is left out counts as unknown, not as absent. */
export interface KnownEvent {
  source: string;
  detailType: string;
  detail?: Record<string, unknown>;
  accountId?: string;
  region?: string;
}

/** A node that works on the event, or hands it on out of sight. */
export interface Consumer {
  node: TopologyNode;
  /** The way from the rule, both ends left out. */
  via: TopologyNode[];
}

/** A rule that lets the event through, or may do so. */
export interface MatchingRule {
  rule: TopologyNodeOf<'rule'>;
  /** The bus that it is on, where the map has it. */
  bus?: TopologyNode;
  verdict: 'matches' | 'depends';
  /** The fields, as JSONPaths, that decide and are not known. */
  dependsOn: string[];
  consumers: Consumer[];
}

/** @see findEventConsumers */
export interface EventConsumers {
  /** Those that surely match first. */
  rules: MatchingRule[];
  /** Rules whose pattern could not be understood. */
  unreadable: TopologyNodeOf<'rule'>[];
}

/** Where the way of an event ends as far as it is the same event. */
const ENDS: NodeKind[] = [
  'ecs-service',
  'task-definition',
  'function',
  'external',
];

/** These work on an event and hand on what becomes of it. */
const CONSUMERS: NodeKind[] = [...ENDS, 'state-machine'];

/**
 * Who gets an event: the rules that let it through, by their patterns, and for
 * each the consumers at the end of its ways.
 *
 * @param busId - only rules on this bus; on all when left out
 */
export function findEventConsumers(
  { nodes, edges }: Pick<TopologySnapshot, 'nodes' | 'edges'>,
  event: KnownEvent,
  busId?: string,
): EventConsumers {
  const byId = new Map(nodes.map(node => [node.id, node]));
  const verdicts = new Map<string, Verdict>();
  const unreadable: TopologyNodeOf<'rule'>[] = [];
  const rules = nodes
    .filter(isRule)
    .filter(({ attributes }) => attributes.eventPattern !== undefined);
  for (const rule of rules) {
    const verdict = judge(rule.attributes.eventPattern ?? '', event);
    if (verdict) {
      verdicts.set(rule.id, verdict);
    } else {
      unreadable.push(rule);
    }
  }
  const ways = stepsByNode(edges.filter(carriesEvent), 'downstream');
  const buses = new Map(
    edges
      .filter(({ kind }) => kind === 'matches')
      .map(({ from, to }) => [to, from]),
  );
  const isAsked = ({ id }: TopologyNode) =>
    busId === undefined || buses.get(id) === busId;
  const matching = rules.filter(isAsked).flatMap((rule): MatchingRule[] => {
    const verdict = verdicts.get(rule.id);
    if (!verdict || verdict.verdict === 'differs') {
      return [];
    }
    const bus = byId.get(buses.get(rule.id) ?? '');
    return [
      {
        rule,
        ...(bus && { bus }),
        verdict: verdict.verdict,
        dependsOn: verdict.dependsOn,
        consumers: consumersOf(rule, ways, byId, verdicts),
      },
    ];
  });
  return {
    rules: matching.sort(
      (a, b) =>
        Number(a.verdict !== 'matches') - Number(b.verdict !== 'matches'),
    ),
    unreadable: unreadable.filter(isAsked),
  };
}

function isRule(node: TopologyNode): node is TopologyNodeOf<'rule'> {
  return isNodeOfKind(node, 'rule');
}

function carriesEvent({ kind }: TopologyEdge): boolean {
  return kind !== 'dead-letters' && kind !== 'archives';
}

interface Verdict {
  verdict: 'matches' | 'depends' | 'differs';
  dependsOn: string[];
}

/** Undefined for a pattern that can't be understood. */
function judge(eventPattern: string, event: KnownEvent): Verdict | undefined {
  const { source, detailType, detail, accountId, region } = event;
  const envelope = {
    source,
    'detail-type': detailType,
    ...(detail && { detail }),
    ...(accountId !== undefined && { account: accountId }),
    ...(region !== undefined && { region }),
  };
  try {
    const { matches, mismatches } = explainEventPattern(eventPattern, envelope);
    const unknown = mismatches
      .map(({ path }) => path)
      .filter(path => !isKnown(path, envelope));
    if (unknown.length < mismatches.length) {
      return { verdict: 'differs', dependsOn: [] };
    }
    if (!matches) {
      return { verdict: 'depends', dependsOn: unknown };
    }
    // A pattern can ask for the absence of a field, which an unknown has.
    const silent = Object.keys(JSON.parse(eventPattern)).filter(
      field => !(field in envelope) && field !== '$or',
    );
    return silent.length > 0
      ? { verdict: 'depends', dependsOn: silent.map(field => `$.${field}`) }
      : { verdict: 'matches', dependsOn: [] };
  } catch (error) {
    if (error instanceof InvalidEventPatternError) {
      return undefined;
    }
    throw error;
  }
}

/** Whether a field's value is known: `$.detail.total` is, with the detail. */
function isKnown(path: string, envelope: object): boolean {
  const [, field] = /^\$\.?\[?["']?([\w-]+)/.exec(path) ?? [];
  return field !== undefined && field in envelope;
}

function consumersOf(
  rule: TopologyNode,
  ways: ReadonlyMap<string, Step[]>,
  byId: ReadonlyMap<string, TopologyNode>,
  verdicts: ReadonlyMap<string, Verdict>,
): Consumer[] {
  const consumers: Consumer[] = [];
  // Each node by the first, and so the shortest, way that leads to it.
  const found = new Map<string, Consumer>([[rule.id, { node: rule, via: [] }]]);
  for (const { node, via } of found.values()) {
    if (ENDS.includes(node.kind)) {
      continue;
    }
    for (const { to } of ways.get(node.id) ?? []) {
      const next = byId.get(to);
      // On another bus the event meets the patterns of that bus.
      const isLetThrough =
        node.kind !== 'event-bus' || passes(verdicts.get(to));
      if (next && isLetThrough && !found.has(to)) {
        const reached = {
          node: next,
          via: node === rule ? [] : [...via, node],
        };
        found.set(to, reached);
        if (CONSUMERS.includes(next.kind)) {
          consumers.push(reached);
        }
      }
    }
  }
  return consumers;
}

function passes(verdict: Verdict | undefined): boolean {
  return verdict !== undefined && verdict.verdict !== 'differs';
}
