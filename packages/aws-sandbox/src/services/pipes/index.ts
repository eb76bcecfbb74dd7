import * as schemas from '@aws-sdk/client-pipes';
import { ServiceDefinition } from '../../core';
import { pipeOperations } from './operations/pipes';
import { taggingOperations } from './operations/tagging';
import { PipesState, createPipesState, pipesState } from './state';

/** Amazon EventBridge Pipes with SQS queues and Kinesis streams as their sources. */
export const pipesService: ServiceDefinition<PipesState> = {
  id: 'pipes',
  schemas,
  stateScope: 'account-and-region',
  createState: createPipesState,
  operations: { ...pipeOperations, ...taggingOperations },
  taggedResources(scope, world) {
    return [...pipesState(world, scope).pipes.values()]
      .filter(pipe => Object.keys(pipe.tags).length > 0)
      .map(({ arn, tags }) => ({ arn, tags }));
  },
};
