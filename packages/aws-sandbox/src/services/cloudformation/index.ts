import * as schemas from '@aws-sdk/client-cloudformation';
import { ServiceDefinition } from '../../core';
import { changeSetOperations } from './operations/change-sets';
import { stackResourceOperations } from './operations/stack-resources';
import { stackOperations } from './operations/stacks';
import { templateOperations } from './operations/templates';
import { CloudFormationState } from './state';

/** AWS CloudFormation: stacks that really make their resources, in the sandbox's other services. */
export const cloudformationService: ServiceDefinition<CloudFormationState> = {
  id: 'cloudformation',
  schemas,
  stateScope: 'account-and-region',
  createState: (scope, world) => new CloudFormationState(scope, world),
  operations: {
    ...changeSetOperations,
    ...stackOperations,
    ...stackResourceOperations,
    ...templateOperations,
  },
  taggedResources(scope, world) {
    const { stacks } = world.state<CloudFormationState>(
      'cloudformation',
      scope,
    );
    return [...stacks.values()]
      .filter(({ status }) => status !== 'DELETE_COMPLETE')
      .map(({ id, definition }) => ({ arn: id, tags: definition?.tags ?? {} }))
      .filter(({ tags }) => Object.keys(tags).length > 0);
  },
};
