import { MetricSeries, Scope, World } from '../core';

/** What a queue holds, as last measured. */
export interface QueueFigures extends Scope {
  name: string;
  visible: number;
  inFlight: number;
  delayed: number;
  oldestAgeSeconds: number;
}

/** How many tasks a service has, as last measured. */
export interface ServiceFigures extends Scope {
  cluster: string;
  name: string;
  desired: number;
  running: number;
  pending: number;
}

/** The figures of the sandbox's page. */
export interface Figures {
  queues: QueueFigures[];
  services: ServiceFigures[];
}

/** What is not measured any more is gone; gauges are taken every five seconds. */
const STALE_MILLISECONDS = 30_000;

/** Reads the latest gauges of all queues and services. */
export function readFigures(world: World): Figures {
  return {
    queues: scopesOf(world, 'sqs').flatMap(scope => readQueues(world, scope)),
    services: scopesOf(world, 'ecs').flatMap(scope =>
      readServices(world, scope),
    ),
  };
}

function scopesOf(world: World, service: 'sqs' | 'ecs'): Scope[] {
  return world.states(service).map(({ scope }) => scope);
}

function readQueues(world: World, scope: Scope): QueueFigures[] {
  return group(world, scope, 'AWS/SQS', ['QueueName']).map(
    ({ dimensions, latest }) => ({
      ...scope,
      name: dimensions.QueueName,
      visible: latest('ApproximateNumberOfMessagesVisible'),
      inFlight: latest('ApproximateNumberOfMessagesNotVisible'),
      delayed: latest('ApproximateNumberOfMessagesDelayed'),
      oldestAgeSeconds: latest('ApproximateAgeOfOldestMessage'),
    }),
  );
}

function readServices(world: World, scope: Scope): ServiceFigures[] {
  return group(world, scope, 'ECS/ContainerInsights', [
    'ClusterName',
    'ServiceName',
  ]).map(({ dimensions, latest }) => ({
    ...scope,
    cluster: dimensions.ClusterName,
    name: dimensions.ServiceName,
    desired: latest('DesiredTaskCount'),
    running: latest('RunningTaskCount'),
    pending: latest('PendingTaskCount'),
  }));
}

/** The series of a namespace, one group for each set of dimensions. */
function group(
  world: World,
  scope: Scope,
  namespace: string,
  dimensionNames: string[],
) {
  const groups = new Map<string, MetricSeries[]>();
  const staleBefore = world.clock.now() - STALE_MILLISECONDS;
  for (const series of world.metrics.list(scope)) {
    const isWanted =
      series.namespace === namespace &&
      (series.samples.at(-1)?.at ?? 0) >= staleBefore &&
      Object.keys(series.dimensions).length === dimensionNames.length &&
      dimensionNames.every(name => name in series.dimensions);
    if (isWanted) {
      const key = dimensionNames.map(name => series.dimensions[name]).join('/');
      groups.set(key, [...(groups.get(key) ?? []), series]);
    }
  }
  return [...groups.entries()]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([, all]) => ({
      dimensions: all[0].dimensions,
      latest: (metricName: string) =>
        all.find(series => series.metricName === metricName)?.samples.at(-1)
          ?.value ?? 0,
    }));
}
