import {
  ReadingOf,
  TopologyEdge,
  TopologyNodeOf,
  parseArn,
} from '@ecs-eda/plugin-event-topology-common';

/**
 * Adds to a service's figures how many messages each of its tasks has to work
 * off, and how many its scaling policy aims at. The queues are those that the
 * policy measures, else all that the service polls. When the depth of one of
 * them is not known, neither is the backlog.
 *
 * @param polled - edges of kind `polls` that end at the service
 * @param visibleOf - messages waiting in a queue, where that is known
 */
export function withBacklog(
  reading: ReadingOf<'ecs-service'>,
  service: TopologyNodeOf<'ecs-service'>,
  polled: TopologyEdge[],
  visibleOf: (queueId: string) => number | undefined,
): ReadingOf<'ecs-service'> {
  const policy = service.attributes.scaling?.policies.find(
    one => one.backlogPerTask && one.targetValue !== undefined,
  );
  const measured = polled.filter(edge =>
    policy?.queueNames?.some(name => edge.from.endsWith(`:${name}`)),
  );
  // Streams, topics and brokers have other measures of what waits.
  const queues = polled.filter(edge => parseArn(edge.from)?.service === 'sqs');
  const queueIds = (measured.length > 0 ? measured : queues).map(
    edge => edge.from,
  );
  const depths = queueIds.map(visibleOf);
  const known = depths.length > 0 && depths.every(depth => depth !== undefined);
  const messages = depths.reduce<number>((sum, depth) => sum + (depth ?? 0), 0);
  return {
    ...reading,
    figures: {
      ...reading.figures,
      ...(known && {
        backlogPerTask: messages / Math.max(reading.figures.running, 1),
      }),
      ...(policy?.targetValue !== undefined && {
        targetBacklogPerTask: policy.targetValue,
      }),
    },
  };
}
