import { NodeKind } from './kinds';

/** Attributes of an `event-source`: who puts events on a bus, as far as the bus can tell. @public */
export interface EventSourceAttributes {
  /** The `source` field of the events, such as `aws.s3` or `shop.order`. */
  source: string;
}

/** A `global-endpoint` of EventBridge: one address for a bus of two regions. @public */
export interface GlobalEndpointAttributes {
  /** `ACTIVE`, `CREATING`, `UPDATE_FAILED`, … */
  state: string;
  stateReason?: string;
  description?: string;
  /** What producers name in `PutEvents`, such as `abcde.veo`. */
  endpointId?: string;
  endpointUrl?: string;
  /** `ENABLED` puts every event on both buses, `DISABLED` only on the one that takes events. */
  replicationState?: string;
  /** The Route 53 health check: while it fails, events go to the secondary bus. */
  healthCheckArn?: string;
  primaryBusArn?: string;
  secondaryBusArn?: string;
  secondaryRegion?: string;
  /** The role that replicates events. */
  roleArn?: string;
}

/** @public */
export interface EventBusAttributes {
  isDefault: boolean;
  description?: string;
  kmsKeyIdentifier?: string;
  /** The resource policy, as AWS returns it: a JSON document. */
  policy?: string;
  deadLetterQueueArn?: string;
}

/** @public */
export interface ArchiveAttributes {
  state: string;
  eventSourceArn: string;
  /** 0 keeps events for ever. */
  retentionDays?: number;
}

/** @public */
export interface RuleAttributes {
  /** `ENABLED`, `DISABLED` or `ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS`. */
  state: string;
  eventBusName: string;
  /** The event pattern, as AWS returns it: a JSON document. */
  eventPattern?: string;
  scheduleExpression?: string;
  description?: string;
  /** Set when an AWS service owns the rule. */
  managedBy?: string;
  targetCount: number;
}

/** @public */
export interface ScheduleAttributes {
  state: string;
  groupName: string;
  scheduleExpression: string;
  scheduleExpressionTimezone?: string;
}

/** @public */
export interface PipeAttributes {
  currentState: string;
  desiredState: string;
  sourceArn: string;
  targetArn: string;
  enrichmentArn?: string;
  stateReason?: string;
}

/** @public */
export interface ApiDestinationAttributes {
  state: string;
  httpMethod: string;
  invocationEndpoint: string;
  invocationRateLimitPerSecond?: number;
  connectionArn?: string;
  connectionName?: string;
  /** The connection's state, such as `AUTHORIZED` or `DEAUTHORIZED`. */
  connectionState?: string;
  authorizationType?: string;
  /** Set for a private connection: the VPC Lattice resource configuration it goes through. */
  resourceConfigurationArn?: string;
}

/** @public */
export interface RestApiAttributes {
  endpointTypes: string[];
  description?: string;
  /** `METHOD /path` of the methods that hand events to AWS services directly. */
  integratedMethods: string[];
}

/** @public */
export interface TopicAttributes {
  fifo: boolean;
  displayName?: string;
  subscriptionsConfirmed?: number;
  subscriptionsPending?: number;
  kmsMasterKeyId?: string;
}

/** @public */
export interface RedrivePolicy {
  deadLetterTargetArn: string;
  maxReceiveCount: number;
}

/** @public */
export interface QueueAttributes {
  fifo: boolean;
  queueUrl: string;
  visibilityTimeoutSeconds?: number;
  messageRetentionPeriodSeconds?: number;
  delaySeconds?: number;
  receiveMessageWaitTimeSeconds?: number;
  maximumMessageSizeBytes?: number;
  encrypted?: boolean;
  redrivePolicy?: RedrivePolicy;
  /** True when something in the topology names this queue as its dead-letter queue. */
  deadLetterQueue?: boolean;
}

/** @public */
export interface StreamAttributes {
  status: string;
  /** Open shards. */
  shardCount?: number;
  retentionPeriodHours?: number;
  streamMode?: string;
  /** `NONE` or `KMS`. */
  encryptionType?: string;
  /** Consumers with a throughput of their own (enhanced fan-out). */
  consumers?: StreamConsumer[];
}

/** A consumer that is registered with a stream. @public */
export interface StreamConsumer {
  name: string;
  arn: string;
  status?: string;
}

/** A topic of an MSK cluster. @public */
export interface KafkaTopicAttributes {
  clusterArn: string;
  clusterName: string;
  /** MSK tells it of provisioned clusters with Kafka 3.6 or later. */
  partitionCount?: number;
  replicationFactor?: number;
  /** The consumer groups that CloudWatch has the lag of, by name. */
  consumerGroups?: string[];
  /** The brokers that CloudWatch has this topic's traffic of; absent where it has that of the topic as a whole. */
  brokerIds?: string[];
}

/** A queue of an Amazon MQ broker, as CloudWatch knows it. @public */
export interface BrokerQueue {
  name: string;
  /** RabbitMQ only. */
  virtualHost?: string;
}

/** An MSK cluster or an Amazon MQ broker. @public */
export interface BrokerAttributes {
  /** `KAFKA`, `ACTIVEMQ` or `RABBITMQ`. */
  engine: string;
  /** Such as `ACTIVE` of a cluster and `RUNNING` of a broker. */
  state?: string;
  /** The engine's version; serverless clusters tell none. */
  version?: string;
  /** `PROVISIONED` or `SERVERLESS` of a cluster, `SINGLE_INSTANCE`, `ACTIVE_STANDBY_MULTI_AZ` or `CLUSTER_MULTI_AZ` of a broker. */
  deployment?: string;
  instanceType?: string;
  /** Of a provisioned cluster. */
  brokerNodeCount?: number;
  /** Amazon MQ: the queues that CloudWatch measures. */
  queues?: BrokerQueue[];
}

/** @public */
export interface StateMachineAttributes {
  type: 'STANDARD' | 'EXPRESS';
  status?: string;
  stateCount?: number;
  loggingLevel?: string;
  tracingEnabled?: boolean;
}

/** @public */
export interface ActivityAttributes {
  creationDate?: string;
}

/** One capacity provider of a service's strategy. @public */
export interface CapacityProviderShare {
  capacityProvider: string;
  weight?: number;
  base?: number;
}

/** One scaling policy of a service, reduced to what people ask about. @public */
export interface ScalingPolicyAttributes {
  policyName: string;
  policyType: 'StepScaling' | 'TargetTrackingScaling' | 'PredictiveScaling';
  /** Target tracking only: the value that the metric is held at. */
  targetValue?: number;
  /** Target tracking only: true when the metric is messages per running task. */
  backlogPerTask?: boolean;
  /** Step scaling only: the steps, in words. */
  steps?: string[];
  cooldownSeconds?: number;
  /** The queues whose metrics the policy or its alarms watch. */
  queueNames?: string[];
}

/** @public */
export interface EcsServiceAttributes {
  clusterArn: string;
  clusterName: string;
  status: string;
  taskDefinitionArn?: string;
  launchType?: string;
  capacityProviders?: CapacityProviderShare[];
  schedulingStrategy?: string;
  /** The newest deployment's rollout state, such as `COMPLETED` or `FAILED`. */
  rolloutState?: string;
  rolloutStateReason?: string;
  circuitBreaker?: boolean;
  enableExecuteCommand?: boolean;
  scaling?: {
    minCapacity: number;
    maxCapacity: number;
    policies: ScalingPolicyAttributes[];
  };
  containers?: { name: string; image: string }[];
  cpu?: string;
  memory?: string;
}

/** @public */
export interface TaskDefinitionAttributes {
  family: string;
  revision?: number;
  cpu?: string;
  memory?: string;
  networkMode?: string;
  containers?: { name: string; image: string }[];
}

/** @public */
export interface FunctionAttributes {
  runtime?: string;
  handler?: string;
  state?: string;
  memorySizeMegabytes?: number;
  timeoutSeconds?: number;
}

/** @public */
export interface ExternalAttributes {
  /** What kind of thing it is: `http`, `email`, `sms`, `aws-resource`, `account`, … */
  protocol: string;
  endpoint?: string;
  description?: string;
}

/** The attributes of a node, by its kind. @public */
export interface NodeAttributesByKind {
  'event-source': EventSourceAttributes;
  'global-endpoint': GlobalEndpointAttributes;
  'event-bus': EventBusAttributes;
  archive: ArchiveAttributes;
  rule: RuleAttributes;
  schedule: ScheduleAttributes;
  pipe: PipeAttributes;
  'api-destination': ApiDestinationAttributes;
  'rest-api': RestApiAttributes;
  topic: TopicAttributes;
  queue: QueueAttributes;
  stream: StreamAttributes;
  'kafka-topic': KafkaTopicAttributes;
  broker: BrokerAttributes;
  'state-machine': StateMachineAttributes;
  activity: ActivityAttributes;
  'ecs-service': EcsServiceAttributes;
  'task-definition': TaskDefinitionAttributes;
  function: FunctionAttributes;
  external: ExternalAttributes;
}

// Fails to compile when a kind has no attributes.
type MissingKinds = Exclude<NodeKind, keyof NodeAttributesByKind>;
const everyKindHasAttributes: MissingKinds extends never ? true : never = true;
void everyKindHasAttributes;
