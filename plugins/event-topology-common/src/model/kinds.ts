/**
 * Every kind of node that the event map knows. The names are AWS's own terms.
 *
 * @public
 */
export const NODE_KINDS = [
  'event-source',
  'global-endpoint',
  'event-bus',
  'archive',
  'rule',
  'schedule',
  'pipe',
  'api-destination',
  'rest-api',
  'topic',
  'queue',
  'stream',
  'kafka-topic',
  'broker',
  'state-machine',
  'activity',
  'ecs-service',
  'task-definition',
  'function',
  'external',
] as const;

/** @public */
export type NodeKind = (typeof NODE_KINDS)[number];

/**
 * Every kind of edge. An edge points the way that events flow: from what
 * emits to what receives. So `polls` goes from the queue to the service that
 * polls it, `works` from the activity to its worker, `dead-letters` from a
 * source to its dead-letter queue, and `publishes` from the producer to the
 * bus or topic.
 *
 * @public
 */
export const EDGE_KINDS = [
  'publishes',
  'matches',
  'delivers',
  'dead-letters',
  'subscribes',
  'polls',
  'invokes',
  'runs',
  'schedules',
  'enqueues',
  'works',
  'archives',
] as const;

/** @public */
export type EdgeKind = (typeof EDGE_KINDS)[number];

/**
 * How sure an edge is: `configured` when AWS itself says so, `declared` when a
 * tag or the catalog says so, `inferred` when a task role or a container's
 * environment suggests it.
 *
 * @public
 */
export type Confidence = 'configured' | 'declared' | 'inferred';
