import { TopologyEdge } from '@ecs-eda/plugin-event-topology-common';
import { RoleFact, WorkloadFact } from '../findings/findings';
import { RoleAccess } from './role-access';
import { relationEdge } from './relation';

/** Edges that follow from what a workload's task role may do. */
export function policyRelations(
  workloads: WorkloadFact[],
  roles: Map<string, { role: RoleFact; access: RoleAccess[] }>,
): TopologyEdge[] {
  return workloads.flatMap(workload => {
    const known = roles.get(workload.taskRoleArn ?? '');
    if (!known) {
      return [];
    }
    return known.access.flatMap(
      ({ resource, direction, grant }) =>
        relationEdge(workload.nodeId, direction, resource, 'inferred', {
          scope: known.role.scope,
          source: 'iam-policy',
          operation: known.role.operation,
          field: 'PolicyDocument.Statement[]',
          value: `${grant.actionPattern} on ${grant.resourcePattern}`,
          resourceArn: known.role.roleArn,
        }) ?? [],
    );
  });
}
