import * as schemas from '@aws-sdk/client-lambda';
import { ServiceDefinition } from '../../core';
import { deliverToFunction } from './data-plane';
import { eventSourceMappingOperations } from './operations/event-source-mappings';
import { functionOperations } from './operations/functions';
import { invokeOperations } from './operations/invoke';
import { permissionOperations } from './operations/permissions';
import { taggingOperations } from './operations/tagging';
import { LambdaState, lambdaState } from './state';

/** AWS Lambda: functions whose code is a handler in this process. */
export const lambdaService: ServiceDefinition<LambdaState> = {
  id: 'lambda',
  schemas,
  stateScope: 'account-and-region',
  createState: (scope, world) => new LambdaState(scope, world),
  operations: {
    ...functionOperations,
    ...invokeOperations,
    ...eventSourceMappingOperations,
    ...permissionOperations,
    ...taggingOperations,
  },
  deliver: deliverToFunction,
  taggedResources(scope, world) {
    const { functions, eventSourceMappings } = lambdaState(world, scope);
    return [
      ...[...functions.values()].map(({ configuration, tags }) => ({
        arn: configuration.FunctionArn,
        tags,
      })),
      ...[...eventSourceMappings.values()].map(({ configuration, tags }) => ({
        arn: configuration.EventSourceMappingArn,
        tags,
      })),
    ].filter(({ tags }) => Object.keys(tags).length > 0);
  },
};
