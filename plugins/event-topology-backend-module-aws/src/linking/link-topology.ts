import {
  TopologyEdge,
  TopologyNode,
  parseArn,
} from '@ecs-eda/plugin-event-topology-common';
import { Findings, RoleFact } from '../findings/findings';
import { unreadNode } from '../findings/external-node';
import { withoutReadAdmissions } from './admissions';
import { withTags } from './apply-tags';
import { destinationRelations } from './destination-relations';
import { environmentRelations } from './environment-relations';
import { withMeasuredParts } from './measured-parts';
import { mergeEdges } from './merge-edges';
import { mergeNodes } from './merge-nodes';
import { NodeIndex } from './node-index';
import { policyRelations } from './policy-relations';
import { RoleAccess, roleAccess } from './role-access';
import { linkScaling } from './scaling';
import { withoutSidelineDeadLetters } from './sideline-dead-letters';
import { tagRelations } from './tag-relations';

/** How a resource that nothing read is to be explained. */
export type ExplainUnread = (id: string) => string;

/**
 * Makes one topology of what the sources found: adds tags and scaling to
 * nodes, tells the edges that AWS does not say outright, merges what several
 * facts say, marks dead-letter queues, stands in for what was not read, and
 * leaves out functions that no event reaches.
 */
export function linkTopology(
  findings: Findings,
  explainUnread: ExplainUnread,
): { nodes: TopologyNode[]; edges: TopologyEdge[] } {
  const tagged = withMeasuredParts(
    withTags(mergeNodes(findings.nodes), findings.tags),
    findings,
  );
  const index = new NodeIndex(tagged);
  const scaled = linkScaling(tagged, findings, index);
  const destinations = destinationRelations(scaled.nodes, findings);
  const roles = accessByRole(findings.roles, index);
  const deadLetterQueues = new Set(
    findings.edges
      .filter(edge => edge.kind === 'dead-letters')
      .map(edge => edge.to),
  );

  const merged = withoutSidelineDeadLetters(
    mergeEdges([
      ...findings.edges,
      ...scaled.edges,
      ...destinations.edges,
      ...tagRelations(scaled.nodes, index),
      ...policyRelations(findings.workloads, roles),
      ...environmentRelations(
        findings.workloads,
        index,
        roleArn => roles.get(roleArn ?? '')?.access ?? [],
        deadLetterQueues,
      ),
    ]),
  );
  const edges = withoutReadAdmissions(merged, scaled.nodes);
  const known = [
    ...scaled.nodes.map(node => markDeadLetterQueue(node, deadLetterQueues)),
    ...destinations.nodes,
  ];
  const nodes = mergeNodes([
    ...known,
    ...unreadEnds(known, edges, explainUnread),
  ]);
  return { nodes: withoutUnreachedFunctions(nodes, edges), edges };
}

function accessByRole(
  roles: RoleFact[],
  index: NodeIndex,
): Map<string, { role: RoleFact; access: RoleAccess[] }> {
  return new Map(
    roles.map(role => [
      role.roleArn,
      { role, access: roleAccess(role, index) },
    ]),
  );
}

function markDeadLetterQueue(
  node: TopologyNode,
  deadLetterQueues: ReadonlySet<string>,
): TopologyNode {
  return node.kind === 'queue' && deadLetterQueues.has(node.id)
    ? { ...node, attributes: { ...node.attributes, deadLetterQueue: true } }
    : node;
}

/** A stand-in for each end of an edge that is no known node. */
function unreadEnds(
  nodes: TopologyNode[],
  edges: TopologyEdge[],
  explainUnread: ExplainUnread,
): TopologyNode[] {
  const known = new Set(nodes.map(node => node.id));
  const unread = new Map<string, TopologyNode>();
  for (const edge of edges) {
    for (const id of [edge.from, edge.to]) {
      if (known.has(id) || unread.has(id)) {
        continue;
      }
      const { scope } = edge.evidence[0];
      const [accountId, region] = scope.split('/');
      const arn = parseArn(id);
      unread.set(
        id,
        unreadNode(
          { accountId, region: arn?.region || region, scope },
          id,
          explainUnread(id),
        ),
      );
    }
  }
  return [...unread.values()];
}

/** An account has hundreds of functions that have nothing to do with events. */
function withoutUnreachedFunctions(
  nodes: TopologyNode[],
  edges: TopologyEdge[],
): TopologyNode[] {
  const reached = new Set(edges.map(edge => edge.to));
  return nodes.filter(node => node.kind !== 'function' || reached.has(node.id));
}
