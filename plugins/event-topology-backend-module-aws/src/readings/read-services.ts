import { DescribeServicesCommand, Service } from '@aws-sdk/client-ecs';
import {
  Reading,
  ReadingOf,
  TopologyNodeOf,
} from '@ecs-eda/plugin-event-topology-common';
import { ReadFigures, ReadingScope, readParts } from './reading-scope';

/** The most that `DescribeServices` takes. */
const SERVICES_PER_CALL = 10;

/** The task counts of services, 1 call for 10 services of a cluster. */
export async function readServices(
  scope: ReadingScope,
  services: TopologyNodeOf<'ecs-service'>[],
  now: number,
): Promise<ReadFigures> {
  return readParts(
    scope,
    batches(services),
    batch => batch,
    async (batch): Promise<Reading[]> => {
      const answer = await scope.send(
        new DescribeServicesCommand({
          cluster: batch[0].attributes.clusterArn,
          services: batch.map(service => service.id),
        }),
      );
      return (answer.services ?? []).map(service =>
        serviceReading(service, now),
      );
    },
  );
}

function batches(
  services: TopologyNodeOf<'ecs-service'>[],
): TopologyNodeOf<'ecs-service'>[][] {
  const byCluster = new Map<string, TopologyNodeOf<'ecs-service'>[]>();
  for (const service of services) {
    const { clusterArn } = service.attributes;
    byCluster.set(clusterArn, [...(byCluster.get(clusterArn) ?? []), service]);
  }
  return [...byCluster.values()].flatMap(ofCluster => {
    const all: TopologyNodeOf<'ecs-service'>[][] = [];
    for (let i = 0; i < ofCluster.length; i += SERVICES_PER_CALL) {
      all.push(ofCluster.slice(i, i + SERVICES_PER_CALL));
    }
    return all;
  });
}

export function serviceReading(
  service: Service,
  now: number,
): ReadingOf<'ecs-service'> {
  return {
    nodeId: service.serviceArn ?? '',
    kind: 'ecs-service',
    at: new Date(now).toISOString(),
    source: 'ecs:DescribeServices',
    figures: {
      desired: service.desiredCount ?? 0,
      running: service.runningCount ?? 0,
      pending: service.pendingCount ?? 0,
    },
  };
}
