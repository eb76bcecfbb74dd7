import { NodeKind, TopologyNode } from '@ecs-eda/plugin-event-topology-common';
import { RoleFact } from '../findings/findings';
import {
  Grant,
  grantedAccess,
  isWild,
  namesSomething,
} from '../policies/granted-access';
import { matchesWildcard } from '../policies/wildcard';
import { NodeIndex } from './node-index';
import { Direction } from './relation';

/** Which action on which kind of resource proves which direction. */
const TELLING_ACTIONS: {
  kind: NodeKind;
  action: string;
  direction: Direction;
}[] = [
  { kind: 'queue', action: 'sqs:ReceiveMessage', direction: 'consumes' },
  { kind: 'queue', action: 'sqs:SendMessage', direction: 'produces' },
  { kind: 'stream', action: 'kinesis:GetRecords', direction: 'consumes' },
  { kind: 'stream', action: 'kinesis:PutRecord', direction: 'produces' },
  { kind: 'stream', action: 'kinesis:PutRecords', direction: 'produces' },
  {
    kind: 'kafka-topic',
    action: 'kafka-cluster:ReadData',
    direction: 'consumes',
  },
  {
    kind: 'kafka-topic',
    action: 'kafka-cluster:WriteData',
    direction: 'produces',
  },
  { kind: 'activity', action: 'states:GetActivityTask', direction: 'consumes' },
  { kind: 'event-bus', action: 'events:PutEvents', direction: 'produces' },
  { kind: 'topic', action: 'sns:Publish', direction: 'produces' },
  {
    kind: 'state-machine',
    action: 'states:StartExecution',
    direction: 'produces',
  },
  { kind: 'function', action: 'lambda:InvokeFunction', direction: 'produces' },
];

/** That a role may take from a resource, or give to it. */
export interface RoleAccess {
  resource: TopologyNode;
  direction: Direction;
  action: string;
  grant: Grant;
}

/**
 * What a role may do to known resources. Resources that policies name in full
 * are looked up; only patterns are held against all resources of a kind, so
 * that a thousand roles and a thousand queues stay quick.
 */
export function roleAccess(role: RoleFact, index: NodeIndex): RoleAccess[] {
  const patterns = new Set(
    role.statements
      .filter(statement => statement.effect === 'Allow')
      .flatMap(statement => statement.resources)
      .filter(namesSomething),
  );
  const found: RoleAccess[] = [];
  for (const { kind, action, direction } of TELLING_ACTIONS) {
    const candidates = new Map<string, TopologyNode>();
    for (const pattern of patterns) {
      if (isWild(pattern)) {
        for (const node of index.ofKind(kind)) {
          if (matchesWildcard(pattern, node.id)) {
            candidates.set(node.id, node);
          }
        }
      } else {
        const node = index.find(pattern);
        if (node?.kind === kind) {
          candidates.set(node.id, node);
        }
      }
    }
    for (const resource of candidates.values()) {
      const grant = grantedAccess(role.statements, action, resource.id);
      if (grant) {
        found.push({ resource, direction, action, grant });
      }
    }
  }
  return withoutSidelines(found);
}

/**
 * `sqs:*` allows both ways and tells which one it is meant for in neither. A
 * workload that may do everything to a queue is taken for its consumer; that
 * it sends too needs an action that says so.
 */
function withoutSidelines(found: RoleAccess[]): RoleAccess[] {
  const consumed = new Set(
    found
      .filter(one => one.direction === 'consumes')
      .map(one => one.resource.id),
  );
  return found.filter(
    one =>
      !(
        one.direction === 'produces' &&
        isWild(one.grant.actionPattern) &&
        consumed.has(one.resource.id)
      ),
  );
}
