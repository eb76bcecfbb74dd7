import { ContainerDefinition } from '@aws-sdk/client-ecs';
import { World } from '../core';
import { ContainerTask } from '../services/ecs/data-plane';
import {
  LogDestination,
  createLogGroup,
  hasLogGroup,
} from '../services/logs/put-events';

/**
 * Where the `awslogs` driver puts what a container writes.
 *
 * @returns undefined when it has another driver, or none
 * @throws Error with the reason that ECS gives when the log group is not there
 */
export function logDestination(
  world: World,
  { scope, task }: ContainerTask,
  { name, logConfiguration }: ContainerDefinition,
): LogDestination | undefined {
  const { logDriver, options = {} } = logConfiguration ?? {};
  // A world may be made without CloudWatch Logs.
  if (
    logDriver !== 'awslogs' ||
    !world.services.some(({ id }) => id === 'logs')
  ) {
    return undefined;
  }
  const {
    'awslogs-group': groupName = '',
    'awslogs-region': region = scope.region,
    'awslogs-stream-prefix': prefix = '',
    'awslogs-create-group': create,
  } = options;
  const destination = {
    scope: { ...scope, region },
    groupName,
    streamName: `${prefix}/${name}/${task.taskArn.split('/').pop()}`,
  };
  if (create === 'true') {
    createLogGroup(world, destination.scope, groupName);
  }
  if (!hasLogGroup(world, destination.scope, groupName)) {
    throw new Error(
      `ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log stream: ResourceNotFoundException: The specified log group does not exist: ${groupName}`,
    );
  }
  return destination;
}
