import {
  TopologyEdge,
  TopologyNode,
  parseArn,
} from '@ecs-eda/plugin-event-topology-common';
import { accountOfNodeId } from '../findings/account-node-id';

/** Where sources note what a resource's own policy admits. */
export const RESOURCE_POLICY_FIELDS: ReadonlySet<string> = new Set([
  'Attributes.Policy',
  'EventBuses[].Policy',
]);

/**
 * Leaves out that somebody of another account is admitted by a resource's policy
 * when the account, or the region of the resource that is admitted, is read:
 * there it is known who really sends or receives. Of what is not read, the
 * policy is all that is known.
 */
export function withoutReadAdmissions(
  edges: TopologyEdge[],
  nodes: TopologyNode[],
): TopologyEdge[] {
  const scopes = nodes
    .filter(node => node.kind !== 'external')
    .map(node => node.scope.split('/'));
  const places = new Set([
    ...scopes.map(([accountId]) => accountId),
    ...scopes.map(([accountId, region]) => `${accountId}/${region}`),
  ]);
  return edges.filter(
    edge =>
      !(
        edge.evidence.every(one => RESOURCE_POLICY_FIELDS.has(one.field)) &&
        [edge.from, edge.to].every(id => places.has(placeOf(id)))
      ),
  );
}

/** The account of a whole-account stand-in, else the account and region of an ARN. */
function placeOf(id: string): string {
  const arn = parseArn(id);
  return accountOfNodeId(id) ?? `${arn?.accountId}/${arn?.region}`;
}
