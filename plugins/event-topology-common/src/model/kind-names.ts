import { NodeKind } from './kinds';

/**
 * What people call a node of each kind, for a sentence: `queue`, `REST API`. A
 * screen has its own words, which can be translated.
 *
 * @public
 */
export const NODE_KIND_NAMES: Readonly<Record<NodeKind, string>> = {
  'event-source': 'event source',
  'global-endpoint': 'global endpoint',
  'event-bus': 'event bus',
  archive: 'archive',
  rule: 'rule',
  schedule: 'schedule',
  pipe: 'pipe',
  'api-destination': 'API destination',
  'rest-api': 'REST API',
  topic: 'topic',
  queue: 'queue',
  stream: 'stream',
  'kafka-topic': 'Kafka topic',
  broker: 'broker',
  'state-machine': 'state machine',
  activity: 'activity',
  'ecs-service': 'ECS service',
  'task-definition': 'task definition',
  function: 'function',
  external: 'external target',
};
