import { clientException, clusterNotFound, serviceNotFound } from './errors';
import { clusterNameOf, parseServiceArn, shortName } from './names';
import {
  EcsState,
  StoredCluster,
  StoredService,
  StoredTask,
  StoredTaskDefinition,
} from './state';

/** @throws AwsError `ClusterNotFoundException` */
export function findCluster(
  state: EcsState,
  reference: string | undefined,
): StoredCluster {
  const cluster = state.clusters.get(clusterNameOf(reference));
  if (!cluster || cluster.cluster.status === 'INACTIVE') {
    throw clusterNotFound();
  }
  return cluster;
}

/** A service by its name or ARN, whatever its status. */
export function lookUpService(
  cluster: StoredCluster,
  reference: string,
): StoredService | undefined {
  const parsed = parseServiceArn(reference);
  if (parsed && parsed.clusterName !== cluster.cluster.clusterName) {
    return undefined;
  }
  const found = cluster.services.get(shortName(reference));
  return !reference.startsWith('arn:') ||
    found?.service.serviceArn === reference ||
    !parsed
    ? found
    : undefined;
}

/** @throws AwsError `ServiceNotFoundException` */
export function findService(
  cluster: StoredCluster,
  reference: string,
): StoredService {
  const service = lookUpService(cluster, reference);
  if (!service || service.service.status === 'INACTIVE') {
    throw serviceNotFound();
  }
  return service;
}

/** A task by its id or ARN. */
export function lookUpTask(
  cluster: StoredCluster,
  reference: string,
): StoredTask | undefined {
  const id = shortName(reference);
  const arn = cluster.cluster.clusterArn.replace(':cluster/', ':task/');
  return cluster.tasks.get(`${arn}/${id}`);
}

/** A task definition by family (its newest active revision), `family:revision` or ARN. */
export function lookUpTaskDefinition(
  state: EcsState,
  reference: string,
): StoredTaskDefinition | undefined {
  const [family, revision] = shortName(reference).split(':');
  const revisions = state.families.get(family);
  if (revision === undefined) {
    return revisions?.filter(r => r.definition.status === 'ACTIVE').pop();
  }
  return revisions?.[Number(revision) - 1];
}

/** @throws AwsError `ClientException` when there is none, or only an inactive one */
export function findRunnableTaskDefinition(
  state: EcsState,
  reference: string,
): StoredTaskDefinition {
  const found = lookUpTaskDefinition(state, reference);
  if (!found) {
    throw clientException('TaskDefinition not found.');
  }
  if (found.definition.status !== 'ACTIVE') {
    throw clientException('TaskDefinition is inactive');
  }
  return found;
}
