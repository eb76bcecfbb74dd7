import { Task } from '@aws-sdk/client-ecs';
import { publishEvents } from '../events/data-plane';
import { EcsState, StoredDeployment, StoredService, StoredTask } from './state';

/** Puts a "ECS Task State Change" event on the default bus. */
export function announceTask(state: EcsState, { task }: StoredTask): void {
  announce(state, 'ECS Task State Change', task.taskArn, {
    ...(jsonOf(task) as Task),
    updatedAt: state.now().toISOString(),
  });
}

/** Puts a "ECS Deployment State Change" event on the default bus. */
export function announceDeployment(
  state: EcsState,
  { service }: StoredService,
  { deployment }: StoredDeployment,
  eventName:
    | 'SERVICE_DEPLOYMENT_COMPLETED'
    | 'SERVICE_DEPLOYMENT_FAILED'
    | 'SERVICE_DEPLOYMENT_IN_PROGRESS',
): void {
  announce(state, 'ECS Deployment State Change', service.serviceArn, {
    eventType: eventName === 'SERVICE_DEPLOYMENT_FAILED' ? 'ERROR' : 'INFO',
    eventName,
    deploymentId: deployment.id,
    updatedAt: state.now().toISOString(),
    reason: deployment.rolloutStateReason,
  });
}

function announce(
  state: EcsState,
  detailType: string,
  resource: string,
  detail: object,
): void {
  const { world, scope } = state;
  // A world may be made of ECS alone.
  if (!world.services.some(({ id }) => id === 'events')) {
    return;
  }
  publishEvents(world, scope, [
    {
      Source: 'aws.ecs',
      DetailType: detailType,
      Resources: [resource],
      Detail: JSON.stringify(detail),
      Time: state.now(),
    },
  ]);
}

/** Dates as ISO 8601, nothing undefined. */
function jsonOf(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
