import {
  BrokerQueue,
  ScalingPolicyAttributes,
  ScopeKey,
  TopologyEdge,
  TopologyNode,
} from '@ecs-eda/plugin-event-topology-common';

/** Tags of one resource, by the tagging API. */
export interface TagFact {
  scope: ScopeKey;
  arn: string;
  tags: Record<string, string>;
}

/** One variable of a container. */
export interface EnvironmentVariable {
  container: string;
  name: string;
  value: string;
}

/**
 * What runs containers: a service, or a task definition that something runs
 * for an event. All that its relations can be told from.
 */
export interface WorkloadFact {
  scope: ScopeKey;
  accountId: string;
  region: string;
  /** The node: a service's ARN or a task definition's family ARN. */
  nodeId: string;
  /** The revision that was read. */
  taskDefinitionArn?: string;
  taskRoleArn?: string;
  environment: EnvironmentVariable[];
  /** Target groups that a service registers its tasks with. */
  targetGroupArns: string[];
}

/** One statement of a policy that a role has. */
export interface PolicyStatement {
  effect: 'Allow' | 'Deny';
  actions: string[];
  resources: string[];
  /** True when the statement holds under conditions only. */
  conditional: boolean;
}

/** What a role may do, without AWS's own managed policies (see `sources/iam.ts`). */
export interface RoleFact {
  scope: ScopeKey;
  roleArn: string;
  /** The call that gave the policies, as IAM spells it. */
  operation: string;
  statements: PolicyStatement[];
}

/** The limits that a service is scaled between. */
export interface ScalableTargetFact {
  scope: ScopeKey;
  accountId: string;
  region: string;
  /** `service/cluster/name`. */
  resourceId: string;
  minCapacity: number;
  maxCapacity: number;
}

/** A step of a step scaling policy, relative to its alarm's threshold. */
export interface ScalingStep {
  lowerBound?: number;
  upperBound?: number;
  adjustment: number;
}

/** A scaling policy of a service, with what is still to be told from its alarms. */
export interface ScalingPolicyFact {
  scope: ScopeKey;
  accountId: string;
  region: string;
  resourceId: string;
  policyArn: string;
  policy: ScalingPolicyAttributes;
  alarmNames: string[];
  adjustmentType?: string;
  steps?: ScalingStep[];
}

/** An alarm that a scaling policy acts on. */
export interface AlarmFact {
  scope: ScopeKey;
  accountId: string;
  region: string;
  alarmName: string;
  alarmArn: string;
  threshold?: number;
  /** Queues that the alarm's metrics are of. */
  queueNames: string[];
}

/** A topic of an MSK cluster that CloudWatch measures. */
export interface TopicMetricFact {
  scope: ScopeKey;
  accountId: string;
  region: string;
  clusterName: string;
  topicName: string;
  /** The group whose lag is measured; absent for the topic's traffic. */
  consumerGroup?: string;
  /** The broker whose traffic of the topic is measured. */
  brokerId?: string;
}

/** A queue of an Amazon MQ broker that CloudWatch measures. */
export interface BrokerQueueFact {
  scope: ScopeKey;
  accountId: string;
  region: string;
  brokerName: string;
  queue: BrokerQueue;
}

export interface LoadBalancerFact {
  scope: ScopeKey;
  arn: string;
  /** In lower case. */
  dnsName: string;
}

/** A listener with its rules in the order that the load balancer tries them. */
export interface ListenerFact {
  scope: ScopeKey;
  arn: string;
  loadBalancerArn: string;
  port?: number;
  rules: ListenerRule[];
}

export interface ListenerRule {
  arn: string;
  /** Empty when every host matches. */
  hostPatterns: string[];
  pathPatterns: string[];
  methods: string[];
  /** True when conditions remain that a URL does not decide (headers, source addresses). */
  otherConditions: boolean;
  targetGroupArns: string[];
}

/** Where a VPC Lattice resource configuration leads. */
export interface ResourceConfigurationFact {
  scope: ScopeKey;
  arn: string;
  /** In lower case. */
  domainName?: string;
  resourceArn?: string;
  ipAddress?: string;
}

/**
 * What sources found: nodes and edges that AWS states outright, and facts from
 * which `linking` tells the rest.
 */
export interface Findings {
  nodes: TopologyNode[];
  edges: TopologyEdge[];
  tags: TagFact[];
  workloads: WorkloadFact[];
  /** Task definitions that something runs, by ARN, `family` or `family:revision`. */
  taskDefinitionReferences: string[];
  roles: RoleFact[];
  scalableTargets: ScalableTargetFact[];
  scalingPolicies: ScalingPolicyFact[];
  alarms: AlarmFact[];
  topicMetrics: TopicMetricFact[];
  brokerQueues: BrokerQueueFact[];
  loadBalancers: LoadBalancerFact[];
  listeners: ListenerFact[];
  resourceConfigurations: ResourceConfigurationFact[];
}

export function emptyFindings(): Findings {
  return {
    nodes: [],
    edges: [],
    tags: [],
    workloads: [],
    taskDefinitionReferences: [],
    roles: [],
    scalableTargets: [],
    scalingPolicies: [],
    alarms: [],
    topicMetrics: [],
    brokerQueues: [],
    loadBalancers: [],
    listeners: [],
    resourceConfigurations: [],
  };
}

export function mergeFindings(all: Findings[]): Findings {
  return {
    nodes: all.flatMap(one => one.nodes),
    edges: all.flatMap(one => one.edges),
    tags: all.flatMap(one => one.tags),
    workloads: all.flatMap(one => one.workloads),
    taskDefinitionReferences: all.flatMap(one => one.taskDefinitionReferences),
    roles: all.flatMap(one => one.roles),
    scalableTargets: all.flatMap(one => one.scalableTargets),
    scalingPolicies: all.flatMap(one => one.scalingPolicies),
    alarms: all.flatMap(one => one.alarms),
    topicMetrics: all.flatMap(one => one.topicMetrics),
    brokerQueues: all.flatMap(one => one.brokerQueues),
    loadBalancers: all.flatMap(one => one.loadBalancers),
    listeners: all.flatMap(one => one.listeners),
    resourceConfigurations: all.flatMap(one => one.resourceConfigurations),
  };
}
