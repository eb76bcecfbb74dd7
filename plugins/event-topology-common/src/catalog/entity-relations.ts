import { EdgeKind } from '../model';

/** What an edge is called between the catalog entities of its ends. @public */
export interface EntityRelation {
  /** From the entity of `edge.from` to that of `edge.to`. */
  forward: string;
  /** The same, seen from the other end. */
  reverse: string;
  /**
   * The end that depends on the other: the one whose configuration names the
   * other, or that has nothing to do without it. Events flow towards a
   * consumer, while the consumer depends on its queue.
   */
  dependent: 'from' | 'to';
}

/**
 * The catalog relations of each kind of edge. They come besides `dependsOn` and
 * `dependencyOf`, which every edge between two entities has.
 *
 * @public
 */
export const ENTITY_RELATIONS: Record<EdgeKind, EntityRelation> = {
  publishes: {
    forward: 'publishesTo',
    reverse: 'hasPublisher',
    dependent: 'from',
  },
  matches: { forward: 'hasRule', reverse: 'ruleOf', dependent: 'to' },
  delivers: {
    forward: 'deliversTo',
    reverse: 'receivesFrom',
    dependent: 'from',
  },
  'dead-letters': {
    forward: 'deadLettersTo',
    reverse: 'deadLetterQueueOf',
    dependent: 'from',
  },
  subscribes: {
    forward: 'hasSubscriber',
    reverse: 'subscribesTo',
    dependent: 'to',
  },
  polls: { forward: 'hasConsumer', reverse: 'consumesFrom', dependent: 'to' },
  invokes: { forward: 'invokes', reverse: 'invokedBy', dependent: 'from' },
  runs: { forward: 'runs', reverse: 'runBy', dependent: 'from' },
  schedules: {
    forward: 'schedules',
    reverse: 'scheduledBy',
    dependent: 'from',
  },
  enqueues: { forward: 'enqueuesTo', reverse: 'enqueuedBy', dependent: 'from' },
  works: { forward: 'hasWorker', reverse: 'worksOn', dependent: 'to' },
  archives: { forward: 'archivedBy', reverse: 'archiveOf', dependent: 'to' },
};
