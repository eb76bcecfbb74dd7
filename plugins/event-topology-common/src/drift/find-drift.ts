import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  GENERATED_ANNOTATIONS,
  OWNER_FROM_DEFAULT,
  resourceTypeOf,
} from '../catalog';
import { TOPOLOGY_ANNOTATIONS } from '../api';
import { parseArn } from '../arn';
import {
  isNodeOfKind,
  NODE_KIND_NAMES,
  ScopeReport,
  TopologyNode,
  TopologySnapshot,
} from '../model';
import { CatalogSide, declaredRefs, ownerOf } from './catalog-side';
import {
  Consumer,
  consumersOf,
  producersOf,
  WalkableGraph,
} from './consumers-of';
import { EventContract, eventContracts } from './event-contract';
import { addToList, newComponent, newResource, removeFromList } from './mends';
import {
  DeclaredRelation,
  DriftFinding,
  DriftMend,
  DriftReport,
  UnjudgedDeclaration,
} from './types';

/** What is compared. */
interface Comparison {
  graph: WalkableGraph;
  nodes: readonly TopologyNode[];
  scopes: readonly ScopeReport[];
  catalog: CatalogSide;
  /** Whether something may be said to be gone. */
  complete: boolean;
  /** Whether it is asked for what is about these; undefined where there is none. */
  isAsked: (entityRef?: string, targetRef?: string) => boolean;
  findings: DriftFinding[];
  unjudged: UnjudgedDeclaration[];
}

/**
 * Compares what `catalog-info.yaml` files say with what AWS shows:
 *
 * - consumers of an event that do not declare its API;
 * - declared consumers and providers of an API, and dependencies on resources,
 *   of which AWS shows nothing any more;
 * - resources that nobody owns.
 *
 * Only differences that are certain are findings. What cannot be held against
 * AWS is in `unjudged`, with the reason; and nothing counts as gone unless
 * every scope was read completely.
 *
 * @param snapshot - what the caller may see of the topology
 * @param entities - what the caller may see of the catalog: components,
 *   resources and APIs at least, with `spec`; those made from the topology may
 *   be among them and tell which resources have an owner by a tag
 * @param options.restricted - true when the snapshot is only a part of what was
 *   read, so that what is not in it may be there all the same
 * @param options.entityRef - asks for what is about this entity alone, and about
 *   what refers to it, at less cost; in lower case, as `stringifyEntityRef` writes
 *   it
 * @public
 */
export function findDrift(
  snapshot: Pick<TopologySnapshot, 'nodes' | 'edges' | 'scopes'>,
  entities: readonly Entity[],
  options: { restricted?: boolean; entityRef?: string } = {},
): DriftReport {
  const { restricted, entityRef: asked } = options;
  const incompleteScopes = snapshot.scopes
    .filter(({ status }) => status !== 'complete')
    .map(({ key }) => key);
  const comparison: Comparison = {
    graph: new WalkableGraph(snapshot),
    nodes: snapshot.nodes,
    scopes: snapshot.scopes,
    catalog: new CatalogSide(entities, snapshot.nodes),
    complete:
      !restricted &&
      incompleteScopes.length === 0 &&
      snapshot.scopes.length > 0,
    isAsked: (entityRef, targetRef) =>
      asked === undefined || entityRef === asked || targetRef === asked,
    findings: [],
    unjudged: [],
  };
  compareApis(comparison);
  compareDependencies(comparison);
  compareOwners(comparison);
  return {
    findings: comparison.findings,
    unjudged: comparison.unjudged,
    incompleteScopes,
  };
}

/** Reports a difference, if it is asked for; what mends it is written only then. */
function find(
  { isAsked, findings }: Comparison,
  finding: Omit<DriftFinding, 'mend'>,
  mend: () => DriftMend,
): void {
  if (isAsked(finding.entityRef, finding.targetRef)) {
    findings.push({ ...finding, mend: mend() });
  }
}

function leave(
  { isAsked, unjudged }: Comparison,
  declaration: UnjudgedDeclaration,
): void {
  if (isAsked(declaration.entityRef, declaration.targetRef)) {
    unjudged.push(declaration);
  }
}

function compareApis(comparison: Comparison): void {
  const { catalog } = comparison;
  for (const api of catalog.ofKind('api')) {
    const contracts = eventContracts(api);
    if (contracts.length > 0) {
      compareConsumers(comparison, api, contracts);
      compareProviders(comparison, api, contracts);
    } else if (api.spec?.type === 'asyncapi') {
      leave(comparison, {
        entityRef: stringifyEntityRef(api),
        reason: `Neither a channel of its definition nor the annotation ${TOPOLOGY_ANNOTATIONS.arn} names the ARN of a bus, topic, queue or stream.`,
      });
    }
  }
}

/** The components that declare a relation to an entity. */
function declaring(
  { catalog }: Comparison,
  relation: DeclaredRelation,
  targetRef: string,
): Entity[] {
  return catalog
    .ofKind('component')
    .filter(component =>
      declaredRefs(component, relation).some(({ ref }) => ref === targetRef),
    );
}

function compareConsumers(
  comparison: Comparison,
  api: Entity,
  contracts: EventContract[],
): void {
  const { graph, catalog } = comparison;
  const apiRef = stringifyEntityRef(api);
  const declared = declaring(comparison, 'consumesApis', apiRef);
  const consumers = new Map<string, Consumer>();
  for (const contract of contracts) {
    for (const consumer of consumersOf(graph, contract)) {
      consumers.set(consumer.node.id, consumer);
    }
  }
  const told = new Set<Entity>();
  for (const { node, way } of consumers.values()) {
    const components = catalog.componentsOf(node.id);
    if (components.length === 0) {
      find(
        comparison,
        {
          id: `undeclared-consumer ${node.id} ${apiRef}`,
          kind: 'undeclared-consumer',
          message: `The ${NODE_KIND_NAMES[node.kind]} ${
            node.name
          } consumes ${apiRef}, and no component that you may read is known to be it.`,
          targetRef: apiRef,
          relation: 'consumesApis',
          nodeIds: way,
        },
        () => newComponent(node, apiRef, suggestedOwner(comparison, node)),
      );
    } else if (
      !components.some(one => declared.includes(one) || told.has(one))
    ) {
      const [component] = components;
      const entityRef = stringifyEntityRef(component);
      told.add(component);
      find(
        comparison,
        {
          id: `undeclared-consumer ${entityRef} ${apiRef}`,
          kind: 'undeclared-consumer',
          message: `${entityRef} consumes ${apiRef} in AWS and does not say so.`,
          entityRef,
          targetRef: apiRef,
          relation: 'consumesApis',
          nodeIds: way,
        },
        () => addToList(component, 'consumesApis', apiRef),
      );
    }
  }
  for (const component of declared) {
    judge(comparison, component, 'consumesApis', apiRef, nodeIds =>
      nodeIds.some(id => consumers.has(id)),
    );
  }
}

function compareProviders(
  comparison: Comparison,
  api: Entity,
  contracts: EventContract[],
): void {
  const apiRef = stringifyEntityRef(api);
  const producers = new Set(
    contracts.flatMap(({ channelArn }) =>
      producersOf(comparison.graph, channelArn),
    ),
  );
  for (const component of declaring(comparison, 'providesApis', apiRef)) {
    judge(comparison, component, 'providesApis', apiRef, nodeIds =>
      nodeIds.some(id => producers.has(id)),
    );
  }
}

/** Says that a declaration is over, or why that cannot be told. */
function judge(
  comparison: Comparison,
  component: Entity,
  relation: DeclaredRelation,
  targetRef: string,
  isSo: (nodeIds: string[]) => boolean,
): void {
  const { catalog, complete } = comparison;
  const entityRef = stringifyEntityRef(component);
  const nodeIds = catalog.nodeIdsOf(component);
  const arns = arnsOf(component);
  const wouldBeSeen =
    arns.length > 0 && arns.every(arn => isRead(comparison, arn));
  if (nodeIds.length === 0 && !wouldBeSeen) {
    leave(comparison, {
      entityRef,
      targetRef,
      reason: `Nothing that is read in AWS is known to be ${entityRef}: its annotations name nothing there, and no resource has its tag.`,
    });
  } else if (complete && !isSo(nodeIds)) {
    find(
      comparison,
      {
        id: `declared-relation-gone ${entityRef} ${relation} ${targetRef}`,
        kind: 'declared-relation-gone',
        message: `${entityRef} says ${relation} ${targetRef}, and AWS shows no such way.`,
        entityRef,
        targetRef,
        relation,
        nodeIds,
      },
      () => removeFromList(component, relation, targetRef),
    );
  }
}

function compareDependencies(comparison: Comparison): void {
  const { catalog, graph } = comparison;
  for (const component of catalog.ofKind('component')) {
    for (const { ref } of declaredRefs(component, 'dependsOn')) {
      const arns = ref.startsWith('resource:')
        ? arnsOf(catalog.entity(ref))
        : [];
      if (arns.some(arn => isRead(comparison, arn))) {
        judge(comparison, component, 'dependsOn', ref, nodeIds =>
          arns.some(arn => graph.node(arn) && graph.areJoined(nodeIds, arn)),
        );
      }
    }
  }
}

/** The ARNs that an entity's annotations name. */
function arnsOf(entity: Entity | undefined): string[] {
  return [TOPOLOGY_ANNOTATIONS.arn, TOPOLOGY_ANNOTATIONS.ecsServiceArn].flatMap(
    annotation =>
      (entity?.metadata.annotations?.[annotation] ?? '')
        .split(',')
        .map(arn => arn.trim())
        .filter(Boolean),
  );
}

/** Whether the topology would show a resource, were it there. */
function isRead({ scopes }: Comparison, arn: string): boolean {
  const parsed = parseArn(arn);
  return scopes.some(
    ({ accountId, region, service }) =>
      accountId === parsed?.accountId &&
      region === parsed.region &&
      service === parsed.service,
  );
}

function compareOwners(comparison: Comparison): void {
  const { nodes, catalog } = comparison;
  for (const node of nodes) {
    const type = resourceTypeOf(node);
    if (type && !isManaged(node) && isUnowned(comparison, node)) {
      const generated = catalog.generatedOf(node.id);
      find(
        comparison,
        {
          id: `resource-without-owner ${node.id}`,
          kind: 'resource-without-owner',
          message: `Nobody has claimed the ${NODE_KIND_NAMES[node.kind]} ${
            node.name
          } of account ${node.accountId}.`,
          ...(generated && { entityRef: stringifyEntityRef(generated) }),
          nodeIds: [node.id],
        },
        () =>
          newResource(node, type.specType, suggestedOwner(comparison, node)),
      );
    }
  }
}

/** Rules that an AWS service manages have no owner among people. */
function isManaged(node: TopologyNode): boolean {
  return isNodeOfKind(node, 'rule') && Boolean(node.attributes.managedBy);
}

function isUnowned({ catalog }: Comparison, { id }: TopologyNode): boolean {
  if (catalog.ownerEntityOf(id)) {
    return false;
  }
  const from =
    catalog.generatedOf(id)?.metadata.annotations?.[
      GENERATED_ANNOTATIONS.ownerFrom
    ];
  return from === undefined || from === OWNER_FROM_DEFAULT;
}

/** Who owns most of what is next to a node: likely, and for a person to say. */
function suggestedOwner(
  { graph, catalog }: Comparison,
  node: TopologyNode,
): string | undefined {
  const counts = new Map<string, number>();
  for (const id of new Set(graph.neighbourIds(node.id))) {
    const generated = catalog.generatedOf(id);
    const from =
      generated?.metadata.annotations?.[GENERATED_ANNOTATIONS.ownerFrom];
    const entity =
      catalog.ownerEntityOf(id) ??
      (from === OWNER_FROM_DEFAULT ? undefined : generated);
    const owner = entity && ownerOf(entity);
    if (owner) {
      counts.set(owner, (counts.get(owner) ?? 0) + 1);
    }
  }
  const [best] = [...counts].sort(
    ([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1),
  );
  return best?.[0];
}
