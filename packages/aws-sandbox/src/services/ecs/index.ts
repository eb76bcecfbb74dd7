import * as schemas from '@aws-sdk/client-ecs';
import { ServiceDefinition, TaggedResource } from '../../core';
import { deliverToCluster } from './deliver';
import { startMetrics } from './metrics';
import { capacityProviderOperations } from './operations/capacity-providers';
import { clusterOperations } from './operations/clusters';
import { serviceOperations } from './operations/services';
import { taggingOperations } from './operations/tagging';
import { taskDefinitionOperations } from './operations/task-definitions';
import { taskProtectionOperations } from './operations/task-protection';
import { taskOperations } from './operations/tasks';
import { EcsState, ecsState } from './state';
import { tagRecord } from './tags';

/** Amazon ECS on Fargate. */
export const ecsService: ServiceDefinition<EcsState> = {
  id: 'ecs',
  schemas,
  stateScope: 'account-and-region',
  createState: (scope, world) => new EcsState(scope, world),
  operations: {
    ...capacityProviderOperations,
    ...clusterOperations,
    ...serviceOperations,
    ...taggingOperations,
    ...taskDefinitionOperations,
    ...taskOperations,
    ...taskProtectionOperations,
  },
  deliver: deliverToCluster,
  taggedResources: (scope, world) => taggedResources(ecsState(world, scope)),
  start: startMetrics,
};

function taggedResources(state: EcsState): TaggedResource[] {
  const clusters = [...state.clusters.values()];
  const holders = [
    ...clusters.map(({ cluster }) => ({
      arn: cluster.clusterArn,
      tags: cluster.tags,
    })),
    ...clusters.flatMap(({ services }) =>
      [...services.values()]
        .filter(({ service }) => service.status !== 'INACTIVE')
        .map(({ service }) => ({
          arn: service.serviceArn,
          tags: service.tags,
        })),
    ),
    ...clusters.flatMap(({ tasks }) =>
      [...tasks.values()].map(({ task }) => ({
        arn: task.taskArn,
        tags: task.tags,
      })),
    ),
    ...[...state.families.values()].flat().map(({ definition, tags }) => ({
      arn: definition.taskDefinitionArn,
      tags,
    })),
  ];
  return holders
    .filter(({ tags }) => tags && tags.length > 0)
    .map(({ arn, tags }) => ({ arn, tags: tagRecord(tags) }));
}
