import { NodeAttributesByKind } from './attributes';
import { Confidence, EdgeKind, NodeKind } from './kinds';

/**
 * The unit of reading: one AWS service in one account and region. Written
 * `accountId/region/service`, for example `123456789012/eu-central-1/sqs`.
 * Global services use the region `global`.
 *
 * @public
 */
export type ScopeKey = string;

/** What the software catalog says about a node. @public */
export interface CatalogLink {
  /** `kind:namespace/name`, in lower case. */
  entityRef: string;
  title?: string;
  /** Entity ref of the owner. */
  owner?: string;
  /** Entity ref of the system. */
  system?: string;
  /** Which annotation or tag made the link. */
  matchedBy: string;
  /**
   * True when the entity was itself made from the topology: nobody has written
   * one for this node.
   */
  generated?: boolean;
}

/** A node of one kind. @public */
export interface TopologyNodeOf<K extends NodeKind> {
  /** The ARN where AWS has one, else a stable URN (`urn:event-topology:…`). */
  id: string;
  kind: K;
  /** AWS's own name of the thing, for people. */
  name: string;
  accountId: string;
  region: string;
  /** The scope that this node was read in: its freshness is that scope's. */
  scope: ScopeKey;
  tags: Record<string, string>;
  attributes: NodeAttributesByKind[K];
  /** Where to look at it in the AWS console. */
  consoleUrl?: string;
  /** True when the last read of its scope failed and this is the last good state. */
  stale?: boolean;
  catalog?: CatalogLink;
}

/** A resource of the event topology. @public */
export type TopologyNode = { [K in NodeKind]: TopologyNodeOf<K> }[NodeKind];

/**
 * The fact an edge came from.
 *
 * @public
 */
export interface Evidence {
  /** The scope in which the fact was read. */
  scope: ScopeKey;
  /** Where the fact stands. */
  source:
    | 'aws-api'
    | 'tag'
    | 'annotation'
    | 'iam-policy'
    | 'environment'
    | 'scaling-policy';
  /** The call that returned it, as IAM spells it: `events:ListTargetsByRule`. */
  operation: string;
  /** The field of the answer: `Targets[].Arn`. */
  field: string;
  /** The value found there, shortened to 512 characters. */
  value?: string;
  /** The ARN of the resource that carries the fact, where it is neither end. */
  resourceArn?: string;
}

/** Details of an edge, where its kind has any. @public */
export interface EdgeDetails {
  /** `matches`: the rule's event pattern. */
  eventPattern?: string;
  /** `delivers`: the target's id in its rule. */
  targetId?: string;
  /** `delivers`: how the event is changed on its way. */
  inputTransformation?: 'input' | 'inputPath' | 'inputTransformer';
  /** `delivers`, `subscribes`: the dead-letter queue of this delivery. */
  deadLetterArn?: string;
  maximumRetryAttempts?: number;
  maximumEventAgeSeconds?: number;
  /** `subscribes`: the filter policy, a JSON document. */
  filterPolicy?: string;
  filterPolicyScope?: string;
  rawMessageDelivery?: boolean;
  protocol?: string;
  /** `runs`: how Step Functions waits for the task. */
  runMode?: 'request-response' | 'sync' | 'wait-for-task-token';
  /** `runs`, `invokes`, …: the state of the state machine that does it. */
  stateName?: string;
  /** `delivers` to a task: how many tasks one event starts. */
  taskCount?: number;
  maxReceiveCount?: number;
  batchSize?: number;
  /** `publishes` of a global endpoint: which of its two buses it is. */
  failoverRole?: 'primary' | 'secondary';
  /** `polls` of a stream: the registered consumer that it is read through (enhanced fan-out). */
  consumerName?: string;
  /** `polls` of a Kafka topic: the consumer group. */
  consumerGroup?: string;
  /** `polls` of an Amazon MQ broker: its queue, of RabbitMQ with the virtual host before it unless that is `/`. */
  queueName?: string;
}

/** @public */
export interface TopologyEdge {
  /** Stable across reads; see `edgeId`. */
  id: string;
  from: string;
  to: string;
  kind: EdgeKind;
  confidence: Confidence;
  /** Never empty. */
  evidence: Evidence[];
  details?: EdgeDetails;
  stale?: boolean;
}

/** Why a scope could not be read. @public */
export interface ScopeError {
  /** AWS's error code, such as `AccessDeniedException`. */
  code: string;
  message: string;
  /** The call that failed, as IAM spells it: `sqs:ListQueues`. */
  operation?: string;
  /** What the reader can do about it. */
  remedy: string;
}

/** How the reading of one scope went. @public */
export interface ScopeReport {
  key: ScopeKey;
  accountId: string;
  region: string;
  /** The IAM prefix of the service: `sqs`, `events`, `ecs`, `states`, … */
  service: string;
  /** `partial`: some of the scope's resources could not be read. */
  status: 'complete' | 'partial' | 'failed';
  /** ISO 8601, UTC. */
  finishedAt: string;
  durationSeconds: number;
  /** Calls made, retries included. */
  calls: number;
  /** ISO 8601, UTC: when this scope was last read completely. */
  lastCompleteAt?: string;
  errors: ScopeError[];
}

/** @public */
export interface TopologySnapshot {
  /** Changes exactly when nodes, edges or scope states change. */
  version: string;
  /** ISO 8601, UTC: when the read that gave this ended. */
  generatedAt: string;
  nodes: TopologyNode[];
  edges: TopologyEdge[];
  scopes: ScopeReport[];
  /** AWS calls that this read took, by operation (`sqs:ListQueues`). */
  callsByOperation: Record<string, number>;
}
