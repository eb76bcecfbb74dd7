import {
  NodeKind,
  TopologyNode,
  TopologyNodeOf,
  TopologySnapshot,
} from '@ecs-eda/plugin-event-topology-common';

/** A resource of the live topology that a form can point at. */
export interface ResourceOption {
  arn: string;
  name: string;
  accountId: string;
  region: string;
  /** Entity ref of the owner, where the catalog knows it. */
  owner?: string;
  /** Of a queue. */
  url?: string;
}

/** Where the new service will run, as far as the form has been filled in. */
export interface Place {
  accountId?: string;
  region?: string;
}

/** The resources of one kind in a place, by name. */
export function resourceOptions(
  snapshot: TopologySnapshot,
  kind: NodeKind,
  place: Place,
): ResourceOption[] {
  return snapshot.nodes
    .filter(node => node.kind === kind && isIn(place, node) && isChoice(node))
    .map(node => ({
      arn: node.id,
      name: node.name,
      accountId: node.accountId,
      region: node.region,
      owner: node.catalog?.owner,
      url: node.kind === 'queue' ? node.attributes.queueUrl : undefined,
    }))
    .sort(byName);
}

/**
 * The clusters in a place, by name. AWS is not asked for clusters: they are
 * known by the services in them, so an empty one is missing.
 */
export function clusterOptions(
  snapshot: TopologySnapshot,
  place: Place,
): ResourceOption[] {
  const clusters = new Map<string, ResourceOption>();
  for (const node of snapshot.nodes) {
    if (node.kind === 'ecs-service' && isIn(place, node)) {
      const { clusterArn: arn, clusterName: name } = node.attributes;
      clusters.set(arn, {
        arn,
        name,
        accountId: node.accountId,
        region: node.region,
        owner: soleOwner(snapshot, arn),
      });
    }
  }
  return [...clusters.values()].sort(byName);
}

/** The accounts that the map reads, smallest number first. */
export function accountOptions(snapshot: TopologySnapshot): string[] {
  return [...new Set(snapshot.scopes.map(({ accountId }) => accountId))].sort();
}

/** The regions that the map reads in an account, or in any. */
export function regionOptions(
  snapshot: TopologySnapshot,
  accountId: string | undefined,
): string[] {
  const regions = snapshot.scopes
    .filter(scope => !accountId || scope.accountId === accountId)
    .map(({ region }) => region)
    // Services such as IAM are read once for all regions.
    .filter(region => region !== 'global');
  return [...new Set(regions)].sort();
}

/** The patterns of the rules on a bus, by the rule's name. */
export function patternsOnBus(
  snapshot: TopologySnapshot,
  bus: { name?: string; arn?: string },
  place: Place,
): { ruleName: string; eventPattern: string }[] {
  const busArn =
    bus.arn ??
    snapshot.nodes.find(
      node =>
        node.kind === 'event-bus' &&
        node.name === bus.name &&
        isIn(place, node),
    )?.id;
  const onBus = new Set(
    snapshot.edges
      .filter(edge => edge.kind === 'matches' && edge.from === busArn)
      .map(edge => edge.to),
  );
  return snapshot.nodes
    .filter(
      (node): node is TopologyNodeOf<'rule'> =>
        node.kind === 'rule' && onBus.has(node.id),
    )
    .flatMap(({ name, attributes: { eventPattern, managedBy } }) =>
      eventPattern && !managedBy ? [{ ruleName: name, eventPattern }] : [],
    )
    .sort((a, b) => a.ruleName.localeCompare(b.ruleName));
}

function isIn(place: Place, node: TopologyNode): boolean {
  return (
    (!place.accountId || node.accountId === place.accountId) &&
    (!place.region || node.region === place.region)
  );
}

/** Nobody points a new service at somebody's dead letters. */
function isChoice(node: TopologyNode): boolean {
  return node.kind !== 'queue' || !node.attributes.deadLetterQueue;
}

/** The owner of a cluster: that of its services, if they have one in common. */
function soleOwner(
  snapshot: TopologySnapshot,
  clusterArn: string,
): string | undefined {
  const owners = new Set(
    snapshot.nodes.flatMap(node =>
      node.kind === 'ecs-service' && node.attributes.clusterArn === clusterArn
        ? [node.catalog?.owner]
        : [],
    ),
  );
  return owners.size === 1 ? [...owners][0] : undefined;
}

function byName(a: ResourceOption, b: ResourceOption): number {
  return a.name.localeCompare(b.name) || a.arn.localeCompare(b.arn);
}
