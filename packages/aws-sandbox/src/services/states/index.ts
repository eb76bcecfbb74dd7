import * as schemas from '@aws-sdk/client-sfn';
import { ServiceDefinition } from '../../core';
import { deliverToStateMachine } from './data-plane';
import { activityOperations } from './operations/activities';
import { executionOperations } from './operations/executions';
import { stateMachineOperations } from './operations/state-machines';
import { taggingOperations } from './operations/tagging';
import { taskCallbackOperations } from './operations/task-callbacks';
import { StatesState, statesState } from './state';
import { tagRecord } from './tags';

/** AWS Step Functions: workflows that really run, activities and task tokens. */
export const statesService: ServiceDefinition<StatesState> = {
  id: 'states',
  schemas,
  stateScope: 'account-and-region',
  createState: (scope, world) => new StatesState(scope, world),
  operations: {
    ...stateMachineOperations,
    ...executionOperations,
    ...activityOperations,
    ...taskCallbackOperations,
    ...taggingOperations,
  },
  deliver: deliverToStateMachine,
  taggedResources(scope, world) {
    const { stateMachines, activities } = statesState(world, scope);
    return [
      ...[...stateMachines.values()].map(({ arn, tags }) => ({ arn, tags })),
      ...[...activities.values()].map(({ item, tags }) => ({
        arn: item.activityArn,
        tags,
      })),
    ]
      .filter(({ tags }) => tags.length > 0)
      .map(({ arn, tags }) => ({ arn, tags: tagRecord(tags) }));
  },
};
