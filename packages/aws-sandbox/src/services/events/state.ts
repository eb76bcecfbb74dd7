import {
  ApiDestination,
  Archive,
  ConnectionAuthorizationType,
  ConnectionState,
  CreateConnectionAuthRequestParameters,
  DeadLetterConfig,
  DescribeReplayResponse,
  EndpointState,
  LogConfig,
  ReplicationState,
  RoutingConfig,
  RuleState,
  Target,
} from '@aws-sdk/client-eventbridge';
import { EventPatternMatcher } from '@ecs-eda/plugin-event-topology-common';
import { Cancel, Scope, World } from '../../core';
import { RateGate } from './delivery/RateGate';
import { EventEnvelope } from './routing/event-envelope';

/** A rule with its targets. */
export interface EventRule {
  name: string;
  arn: string;
  busName: string;
  eventPattern?: string;
  matches?: EventPatternMatcher;
  scheduleExpression?: string;
  state: RuleState;
  description?: string;
  roleArn?: string;
  /** The AWS service that made the rule and alone may change it. */
  managedBy?: string;
  createdBy: string;
  /** The archive that a managed rule feeds. */
  archiveName?: string;
  tags: Record<string, string>;
  targets: Map<string, Target>;
  cancelSchedule?: Cancel;
}

/** An event bus with its rules. */
export interface EventBusState {
  name: string;
  arn: string;
  description?: string;
  /** Statements of the resource policy. */
  policy?: string;
  kmsKeyIdentifier?: string;
  deadLetterConfig?: DeadLetterConfig;
  logConfig?: LogConfig;
  tags: Record<string, string>;
  /** Milliseconds since the epoch, as all times here. */
  createdAt: number;
  modifiedAt: number;
  rules: Map<string, EventRule>;
}

/** A connection with its secrets; these never leave the sandbox by an API. */
export interface ConnectionRecord {
  name: string;
  arn: string;
  description?: string;
  authorizationType: ConnectionAuthorizationType;
  auth: CreateConnectionAuthRequestParameters;
  state: ConnectionState;
  stateReason?: string;
  secretArn: string;
  kmsKeyIdentifier?: string;
  /** The VPC Lattice resource configuration of a private connection. */
  resourceConfigurationArn?: string;
  resourceAssociationArn?: string;
  createdAt: number;
  modifiedAt: number;
  authorizedAt?: number;
  accessToken?: { value: string; until: number };
}

/** An API destination and the gate that holds its rate. */
export interface ApiDestinationState {
  described: Required<
    Pick<
      ApiDestination,
      | 'Name'
      | 'ApiDestinationArn'
      | 'ConnectionArn'
      | 'InvocationEndpoint'
      | 'HttpMethod'
      | 'InvocationRateLimitPerSecond'
      | 'CreationTime'
      | 'LastModifiedTime'
    >
  > & { Description?: string };
  gate: RateGate;
}

/** An archive and what it holds, oldest first. */
export interface ArchiveState {
  described: Archive & { ArchiveName: string; EventSourceArn: string };
  arn: string;
  description?: string;
  eventPattern?: string;
  kmsKeyIdentifier?: string;
  createdAt: number;
  events: { at: number; bytes: number; event: EventEnvelope }[];
}

/** A replay, running or done. */
export interface ReplayRecord {
  described: DescribeReplayResponse & { ReplayName: string };
  cancel: Cancel;
}

/** A global endpoint, kept in its primary region. */
export interface GlobalEndpointState {
  name: string;
  arn: string;
  description?: string;
  routingConfig: RoutingConfig;
  replication: ReplicationState;
  /** The bus of the primary region, and that of the secondary. */
  busArns: { primary: string; secondary: string };
  roleArn?: string;
  /** The subdomain of its URL, such as `abcde.veo`. */
  endpointId: string;
  state: EndpointState;
  createdAt: number;
  modifiedAt: number;
}

/** What a rule wrote to a log group. */
export interface LogDelivery {
  logGroupArn: string;
  ruleArn: string;
  at: number;
  message: string;
}

/** EventBridge of one account and region. */
export interface EventsState {
  scope: Scope;
  buses: Map<string, EventBusState>;
  connections: Map<string, ConnectionRecord>;
  apiDestinations: Map<string, ApiDestinationState>;
  archives: Map<string, ArchiveState>;
  replays: Map<string, ReplayRecord>;
  /** By name. */
  endpoints: Map<string, GlobalEndpointState>;
  /** The newest deliveries to log groups, oldest first. */
  logDeliveries: LogDelivery[];
}

export function createEventsState(scope: Scope, world: World): EventsState {
  const state: EventsState = {
    scope,
    buses: new Map(),
    connections: new Map(),
    apiDestinations: new Map(),
    archives: new Map(),
    replays: new Map(),
    endpoints: new Map(),
    logDeliveries: [],
  };
  const now = world.clock.now();
  state.buses.set('default', {
    name: 'default',
    arn: busArn(scope, 'default'),
    tags: {},
    createdAt: now,
    modifiedAt: now,
    rules: new Map(),
  });
  return state;
}

export function eventsState(world: World, scope: Scope): EventsState {
  return world.state<EventsState>('events', scope);
}

export function busArn(scope: Scope, name: string): string {
  return eventsArn(scope, `event-bus/${name}`);
}

/** The ARN of a rule; on the default bus it does not name the bus. */
export function ruleArn(scope: Scope, busName: string, name: string): string {
  return eventsArn(
    scope,
    busName === 'default' ? `rule/${name}` : `rule/${busName}/${name}`,
  );
}

export function eventsArn(scope: Scope, resource: string): string {
  return `arn:aws:events:${scope.region}:${scope.accountId}:${resource}`;
}
