import {
  Evidence,
  isNodeOfKind,
  ScopeReport,
  TOPOLOGY_TAGS,
  TopologyEdge,
  TopologyNode,
  TopologySnapshot,
} from '@ecs-eda/plugin-event-topology-common';
import { partVersion } from '../assembly/snapshot-version';
import { HiddenNames } from './HiddenNames';
import { mapStrings } from './map-strings';
import { NodePredicate, selectNodes } from './select-nodes';

/** What a caller may see. */
export interface Visibility {
  /** Whether the caller may see a node; left out where all may be seen. */
  node?: NodePredicate;
  /** Whether the caller may read an entity of the catalog, by its ref. */
  entity: (entityRef: string) => boolean;
}

/** The part of a snapshot that a caller may see. */
export interface VisibleTopology {
  snapshot: TopologySnapshot;
  /** Knows what is not in it, to keep that out of all else that is said. */
  hidden: HiddenNames;
  /** Services that poll a queue which the caller may not see. */
  pollersOfHidden: ReadonlySet<string>;
}

/**
 * The part of a snapshot that a caller may see, as if the rest did not exist:
 * an edge to something hidden is left out, for even a nameless end would tell
 * that something is there; texts, counts and scope reports that would give it
 * away lose that part. The version is one of its own, so that a caller whose
 * part has not changed hears of no change.
 */
export function visibleTopology(
  snapshot: TopologySnapshot,
  visibility: Visibility,
): VisibleTopology {
  const isVisible = visibility.node;
  const selected = new Map(
    (isVisible ? selectNodes(snapshot, isVisible) : snapshot.nodes).map(
      node => [node.id, node],
    ),
  );
  const hidden = new HiddenNames({
    visible: selected.values(),
    hidden: snapshot.nodes.filter(({ id }) => !selected.has(id)),
    accountIds: isVisible
      ? hiddenAccounts(snapshot, selected, isVisible)
      : new Set(),
  });
  const dropped = snapshot.edges.filter(
    ({ from, to }) => !selected.has(from) || !selected.has(to),
  );
  const lost = countLost(dropped);
  const graph = {
    nodes: [...selected.values()].map(node =>
      visibleNode(node, lost.get(node.id), visibility, hidden),
    ),
    edges: visibleEdges(snapshot.edges, new Set(dropped), hidden),
    scopes: snapshot.scopes
      .filter(({ accountId }) => !hidden.hasAccount(accountId))
      .map(scope => visibleScope(scope, snapshot, hidden)),
  };
  return {
    snapshot: {
      version: partVersion(graph),
      generatedAt: snapshot.generatedAt,
      ...graph,
      // They grow with every resource, seen or not.
      callsByOperation: isVisible ? {} : snapshot.callsByOperation,
    },
    hidden,
    pollersOfHidden: new Set(
      dropped
        .filter(({ kind, from }) => kind === 'polls' && hidden.hasNode(from))
        .map(({ to }) => to),
    ),
  };
}

/**
 * Accounts of which the caller sees no node and would not see one without tags
 * and owner either. So an account that is empty, or that could not be read, is
 * still there for who may see it.
 */
function hiddenAccounts(
  snapshot: TopologySnapshot,
  selected: ReadonlyMap<string, TopologyNode>,
  isVisible: NodePredicate,
): Set<string> {
  const regions = new Map<string, string>();
  for (const { accountId, region } of [...snapshot.nodes, ...snapshot.scopes]) {
    regions.set(accountId, regions.get(accountId) ?? region);
  }
  const seen = new Set([...selected.values()].map(node => node.accountId));
  return new Set(
    [...regions.keys()].filter(accountId => {
      const bare: TopologyNode = {
        id: `urn:event-topology:account:${accountId}`,
        kind: 'external',
        name: accountId,
        accountId,
        region: regions.get(accountId) ?? '',
        scope: `${accountId}/global/account`,
        tags: {},
        attributes: { protocol: 'account' },
      };
      return !seen.has(accountId) && !isVisible(bare);
    }),
  );
}

/** What a node has lost with the edges that are left out. */
interface Lost {
  targets: number;
  subscriptions: number;
}

function countLost(dropped: TopologyEdge[]): Map<string, Lost> {
  const lost = new Map<string, Lost>();
  for (const { from, kind } of dropped) {
    const { targets, subscriptions } = lost.get(from) ?? {
      targets: 0,
      subscriptions: 0,
    };
    lost.set(from, {
      targets: targets + Number(kind === 'delivers'),
      subscriptions: subscriptions + Number(kind === 'subscribes'),
    });
  }
  return lost;
}

function visibleNode(
  node: TopologyNode,
  lost: Lost | undefined,
  { entity }: Visibility,
  hidden: HiddenNames,
): TopologyNode {
  const { catalog, ...rest } = withoutLost(withoutNamesIn(node, hidden), lost);
  const own = mapStrings({ ...rest, id: '', name: '' }, text =>
    hidden.redactIdentifiers(text),
  );
  const shown = { ...own, id: node.id, name: node.name } as TopologyNode;
  if (!catalog || !entity(catalog.entityRef)) {
    return shown;
  }
  const { owner, system, ...link } = catalog;
  return {
    ...shown,
    catalog: {
      ...link,
      ...(owner && entity(owner) && { owner }),
      ...(system && entity(system) && { system }),
    },
  };
}

/** Without the names in the few fields that name other resources by name alone. */
function withoutNamesIn(node: TopologyNode, hidden: HiddenNames): TopologyNode {
  const tags = { ...node.tags };
  for (const tag of [TOPOLOGY_TAGS.consumes, TOPOLOGY_TAGS.produces]) {
    if (tags[tag]) {
      tags[tag] = hidden.redact(tags[tag]);
    }
  }
  if (isNodeOfKind(node, 'pipe') && node.attributes.stateReason) {
    const stateReason = hidden.redact(node.attributes.stateReason);
    return { ...node, tags, attributes: { ...node.attributes, stateReason } };
  }
  if (isNodeOfKind(node, 'kafka-topic') && node.attributes.consumerGroups) {
    const consumerGroups = node.attributes.consumerGroups.filter(
      name => !hidden.hasName(name),
    );
    return {
      ...node,
      tags,
      attributes: { ...node.attributes, consumerGroups },
    };
  }
  if (isNodeOfKind(node, 'ecs-service') && node.attributes.scaling) {
    const { scaling } = node.attributes;
    const policies = scaling.policies.map(policy => ({
      ...policy,
      ...(policy.queueNames && {
        queueNames: policy.queueNames.filter(name => !hidden.hasName(name)),
      }),
    }));
    return {
      ...node,
      tags,
      attributes: { ...node.attributes, scaling: { ...scaling, policies } },
    };
  }
  return { ...node, tags };
}

/** Counts go with what they count. */
function withoutLost(node: TopologyNode, lost: Lost | undefined): TopologyNode {
  if (lost && isNodeOfKind(node, 'rule')) {
    const targetCount = Math.max(0, node.attributes.targetCount - lost.targets);
    return { ...node, attributes: { ...node.attributes, targetCount } };
  }
  if (
    lost &&
    isNodeOfKind(node, 'topic') &&
    node.attributes.subscriptionsConfirmed !== undefined
  ) {
    const subscriptionsConfirmed = Math.max(
      0,
      node.attributes.subscriptionsConfirmed - lost.subscriptions,
    );
    return {
      ...node,
      attributes: { ...node.attributes, subscriptionsConfirmed },
    };
  }
  return node;
}

function visibleEdges(
  edges: TopologyEdge[],
  dropped: ReadonlySet<TopologyEdge>,
  hidden: HiddenNames,
): TopologyEdge[] {
  // A target of a rule and its dead-letter queue go by the same id.
  const hiddenTargets = new Set(
    [...dropped].flatMap(({ from, details }) =>
      details?.targetId === undefined ? [] : `${from}|${details.targetId}`,
    ),
  );
  return edges.flatMap(edge => {
    if (
      dropped.has(edge) ||
      (edge.kind === 'dead-letters' &&
        hiddenTargets.has(`${edge.from}|${edge.details?.targetId}`)) ||
      // A subscription's dead-letter queue, with the hidden subscriber in the id.
      hidden.redactIdentifiers(edge.id) !== edge.id
    ) {
      return [];
    }
    const evidence = edge.evidence
      .filter(({ scope }) => !hidden.hasAccount(accountOf(scope)))
      .map(one => visibleEvidence(one, hidden));
    if (evidence.length === 0) {
      return [];
    }
    const details =
      edge.details &&
      mapStrings(edge.details, text => hidden.redactIdentifiers(text));
    return { ...edge, evidence, ...(details && { details }) };
  });
}

function visibleEvidence(evidence: Evidence, hidden: HiddenNames): Evidence {
  const { value, resourceArn } = evidence;
  return {
    ...evidence,
    ...(value !== undefined && { value: hidden.redact(value) }),
    ...(resourceArn && {
      resourceArn: hidden.redactIdentifiers(resourceArn),
    }),
  };
}

function accountOf(scope: string): string {
  return scope.split('/')[0];
}

function visibleScope(
  scope: ScopeReport,
  snapshot: TopologySnapshot,
  hidden: HiddenNames,
): ScopeReport {
  const holdsHidden = snapshot.nodes.some(
    node => node.scope === scope.key && hidden.hasNode(node.id),
  );
  return {
    ...scope,
    // Both grow with the number of resources.
    ...(holdsHidden && { calls: 0, durationSeconds: 0 }),
    errors: scope.errors.map(error => ({
      ...error,
      message: hidden.redact(error.message),
      remedy: hidden.redact(error.remedy),
    })),
  };
}
