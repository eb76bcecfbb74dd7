import {
  NodeKind,
  TopologyEdge,
  TopologyNode,
} from '@ecs-eda/plugin-event-topology-common';
import { nodeIdOfArn } from '../arns/node-id';
import { brokerIdOfUrl } from '../arns/broker-id';
import { queueArnOfUrl } from '../arns/queue-url';
import { EnvironmentVariable, WorkloadFact } from '../findings/findings';
import { NodeIndex } from './node-index';
import { Direction, relationEdge } from './relation';
import { RoleAccess } from './role-access';

/**
 * A bare name is a resource's only when the variable says of what kind:
 * `SERVICE_NAME=loyalty` is no queue, `QUEUE_NAME=loyalty` is.
 */
const KIND_HINTS: [NodeKind, RegExp][] = [
  ['queue', /QUEUE|SQS/i],
  ['stream', /STREAM|KINESIS/i],
  ['topic', /TOPIC|SNS/i],
  ['kafka-topic', /TOPIC|KAFKA/i],
  ['global-endpoint', /ENDPOINT/i],
  ['event-bus', /BUS/i],
  ['activity', /ACTIVITY/i],
  ['state-machine', /STATE_?MACHINE|WORKFLOW/i],
];

/** A queue, stream or Kafka topic under such a name is written to. */
const OUTBOUND =
  /(^|_)(OUT|OUTPUT|OUTBOUND|OUTBOX|OUTGOING|PUBLISH|PRODUCE|SEND|TARGET|DESTINATION|REPLY|RESPONSE)/i;

/** What such a variable holds may be the name of a consumer group of Kafka. */
const CONSUMER_GROUP = /GROUP/i;

/**
 * Edges that container environments suggest: an ARN, a queue URL, or the exact
 * name of a known resource, the host of an Amazon MQ broker, the name of a
 * consumer group that reads a Kafka topic. Whether a queue, stream or topic is
 * read or written follows from the task role where that is known, else from the
 * variable's name, and else it is taken to be polled. A dead-letter queue in the environment alone
 * proves nothing: workers are told where their dead letters go.
 */
export function environmentRelations(
  workloads: WorkloadFact[],
  index: NodeIndex,
  accessOf: (taskRoleArn?: string) => RoleAccess[],
  deadLetterQueues: ReadonlySet<string>,
): TopologyEdge[] {
  return workloads.flatMap(workload =>
    workload.environment.flatMap(variable =>
      mentionedResources(workload, variable, index).flatMap(
        ({ resource, value }) => {
          const direction = directionOf(
            variable,
            resource,
            accessOf(workload.taskRoleArn),
          );
          if (!direction) {
            return [];
          }
          if (direction === 'consumes' && deadLetterQueues.has(resource.id)) {
            return [];
          }
          return (
            relationEdge(workload.nodeId, direction, resource, 'inferred', {
              scope: workload.scope,
              source: 'environment',
              operation: 'ecs:DescribeTaskDefinition',
              field: `containerDefinitions[${variable.container}].environment[${variable.name}]`,
              value,
              ...(workload.taskDefinitionArn && {
                resourceArn: workload.taskDefinitionArn,
              }),
            }) ?? []
          );
        },
      ),
    ),
  );
}

function mentionedResources(
  workload: WorkloadFact,
  variable: EnvironmentVariable,
  index: NodeIndex,
): { resource: TopologyNode; value: string }[] {
  const found: { resource: TopologyNode; value: string }[] = [];
  // Lists, and lists in JSON, count; each entry must be a reference on its own.
  for (const value of new Set(variable.value.split(/[\s,;|"'[\]{}]+/))) {
    if (!value) {
      continue;
    }
    const resource =
      index.find(nodeIdOfArn(value)) ??
      index.find(queueArnOfUrl(value, workload.region) ?? '') ??
      index.broker(brokerIdOfUrl(value)) ??
      namedResource(workload, variable.name, value, index);
    if (resource) {
      found.push({ resource, value });
    }
    if (CONSUMER_GROUP.test(variable.name)) {
      found.push(
        ...topicsReadBy(workload, value, index).map(topic => ({
          resource: topic,
          value,
        })),
      );
    }
  }
  return found;
}

/** The topics that a consumer group reads; a group has one service, so its name tells who it is. */
function topicsReadBy(
  workload: WorkloadFact,
  consumerGroup: string,
  index: NodeIndex,
): TopologyNode[] {
  return index
    .ofKind('kafka-topic')
    .filter(
      node =>
        node.kind === 'kafka-topic' &&
        node.accountId === workload.accountId &&
        node.region === workload.region &&
        node.attributes.consumerGroups?.includes(consumerGroup),
    );
}

function namedResource(
  workload: WorkloadFact,
  variableName: string,
  value: string,
  index: NodeIndex,
): TopologyNode | undefined {
  for (const [kind, hint] of KIND_HINTS) {
    const found = hint.test(variableName) && index.named(workload, kind, value);
    if (found) {
      return found;
    }
  }
  return undefined;
}

function directionOf(
  variable: EnvironmentVariable,
  resource: TopologyNode,
  access: RoleAccess[],
): Direction | undefined {
  switch (resource.kind) {
    case 'queue':
    case 'stream':
    case 'kafka-topic':
    case 'broker': {
      if (CONSUMER_GROUP.test(variable.name)) {
        return 'consumes';
      }
      const allowed = new Set(
        access
          .filter(one => one.resource.id === resource.id)
          .map(one => one.direction),
      );
      if (allowed.size === 1) {
        return [...allowed][0];
      }
      return OUTBOUND.test(variable.name) ? 'produces' : 'consumes';
    }
    case 'activity':
      return 'consumes';
    case 'global-endpoint':
    case 'event-bus':
    case 'topic':
    case 'state-machine':
    case 'function':
      return 'produces';
    default:
      return undefined;
  }
}
