import {
  Reading,
  ReadingProblem,
  TopologyEdge,
  TopologyNode,
  TopologySnapshot,
} from './model';

/**
 * `GET /v1/topology`. Answers with an `ETag` (the snapshot's version) and
 * honours `If-None-Match`.
 *
 * @public
 */
export interface TopologyResponse {
  /** Absent until the first read has ended. */
  snapshot?: TopologySnapshot;
  status: RefreshStatus;
  /**
   * True when the caller is allowed to see nodes on conditions only: what is
   * not here may exist all the same.
   */
  restricted?: boolean;
}

/** How the backend's own reading is going. Also `GET /v1/status`. @public */
export interface RefreshStatus {
  refreshing: boolean;
  /** ISO 8601, UTC. */
  startedAt?: string;
  /** Scopes done and scopes in all, of the read under way. */
  progress?: { done: number; total: number };
  /** ISO 8601, UTC: when the last read ended. */
  lastFinishedAt?: string;
  /**
   * ISO 8601, UTC: when the last read that brought something ended. It moves on
   * with every read, also when the snapshot stays the same and so is answered
   * with 304: the age of the map is counted from here.
   */
  lastSucceededAt?: string;
  /** Set when the last read failed as a whole. */
  lastError?: string;
  /** Seconds after which a snapshot counts as old: twice the schedule. */
  staleAfterSeconds: number;
  /** True when no source has any account configured. */
  unconfigured: boolean;
}

/** `GET /v1/readings`. @public */
export interface ReadingsResponse {
  /** ISO 8601, UTC: when the newest of them was taken. */
  at?: string;
  readings: Reading[];
  problems: ReadingProblem[];
  /** Seconds after which a reading counts as old. */
  staleAfterSeconds: number;
}

/** `GET /v1/readings/history?nodeId=…`, oldest first. @public */
export interface ReadingHistoryResponse {
  nodeId: string;
  readings: Reading[];
}

/**
 * `POST /v1/watch`: the nodes that somebody is looking at. They are read every
 * few seconds until the lease ends; a client renews it as long as they are on
 * the screen.
 *
 * @public
 */
export interface WatchRequest {
  nodeIds: string[];
}

/** @public */
export interface WatchResponse {
  leaseSeconds: number;
  /** How often watched nodes are read. */
  frequencySeconds: number;
}

/** How nodes were found for an entity. @public */
export interface EntityMatch {
  /** The annotation or tag, such as `aws.amazon.com/arn`. */
  matchedBy: string;
  /** Its value. */
  value: string;
  nodeIds: string[];
}

/**
 * An ARN in an annotation that the portal does not look up, because it is of an
 * account that the map does not read, or that the caller may not see: the two
 * are not told apart, so that nobody learns which accounts there are.
 *
 * @public
 */
export interface RefusedAnnotation {
  /** The annotation, such as `aws.amazon.com/arn`. */
  annotation: string;
  arn: string;
  /** The account that the ARN names. */
  accountId: string;
  /** What is wrong and what to change, for the person who wrote the annotation. */
  message: string;
}

/**
 * `GET /v1/entities/:kind/:namespace/:name/topology`: the nodes of an entity
 * and everything one step around them.
 *
 * @public
 */
export interface EntityTopologyResponse {
  /** The nodes that are the entity. */
  nodeIds: string[];
  /** Those nodes and their neighbours. */
  nodes: TopologyNode[];
  edges: TopologyEdge[];
  matches: EntityMatch[];
  /** What is wrong with the entity's annotations, for the person who wrote them. */
  problems: string[];
  /** ARNs in the entity's annotations that are of no account that is read; never empty. */
  refused?: RefusedAnnotation[];
  snapshotVersion?: string;
  generatedAt?: string;
  /** See `TopologyResponse`. */
  restricted?: boolean;
}

/**
 * What stands in texts, such as policies and error messages, in the place of
 * what the caller may not see.
 *
 * @public
 */
export const HIDDEN_TEXT = '(hidden)';

/** The signals channel of this plugin. @public */
export const EVENT_TOPOLOGY_CHANNEL = 'event-topology';

/**
 * What is said on the channel. It carries no data, so that what a user may see
 * is always decided by the routes.
 *
 * @public
 */
export type EventTopologySignal =
  | { type: 'topology'; version: string }
  | { type: 'readings'; at: string }
  | { type: 'status' };

/**
 * The topic of the events service on which the backend says that the snapshot,
 * or what is known of how complete it is, has changed and the read that found
 * it so has ended.
 *
 * @public
 */
export const EVENT_TOPOLOGY_SNAPSHOT_TOPIC = 'event-topology.snapshot';

/**
 * The payload of such an event. Like the signals it carries no data: who hears
 * it asks the routes.
 *
 * @public
 */
export interface SnapshotEventPayload {
  /** The snapshot's version. */
  version: string;
}

/** Tags that the map reads on AWS resources. @public */
export const TOPOLOGY_TAGS = {
  system: 'event-topology:system',
  component: 'event-topology:component',
  pattern: 'event-topology:pattern',
  consumes: 'event-topology:consumes',
  produces: 'event-topology:produces',
} as const;

/** Annotations that tie an entity to AWS resources. @public */
export const TOPOLOGY_ANNOTATIONS = {
  arn: 'aws.amazon.com/arn',
  ecsServiceArn: 'aws.amazon.com/amazon-ecs-service-arn',
  ecsServiceTags: 'aws.amazon.com/amazon-ecs-service-tags',
} as const;
