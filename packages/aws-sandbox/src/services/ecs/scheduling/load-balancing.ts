import { internalContext } from '../../../core';
import { EcsState, StoredService, StoredTask } from '../state';

/** The private address of a task's network interface. */
export function privateAddress({ task }: StoredTask): string | undefined {
  return task.attachments
    ?.flatMap(({ details }) => details ?? [])
    .find(({ name }) => name === 'privateIPv4Address')?.value;
}

/** Puts a task that runs into the target groups of its service. */
export function joinTargetGroups(
  state: EcsState,
  service: StoredService,
  task: StoredTask,
): void {
  callForTargetGroups(state, service, task, 'RegisterTargets');
}

/** Takes a task that is stopping out of the target groups of its service. */
export function leaveTargetGroups(
  state: EcsState,
  service: StoredService,
  task: StoredTask,
): void {
  callForTargetGroups(state, service, task, 'DeregisterTargets');
}

function callForTargetGroups(
  state: EcsState,
  { service }: StoredService,
  task: StoredTask,
  operation: 'RegisterTargets' | 'DeregisterTargets',
): void {
  const { scope, world } = state;
  const address = privateAddress(task);
  // A world may be made without load balancers.
  if (!world.services.some(({ id }) => id === 'elasticloadbalancing')) {
    return;
  }
  for (const { targetGroupArn, containerPort } of service.loadBalancers ?? []) {
    if (targetGroupArn && address) {
      try {
        world.service('elasticloadbalancing').operations[operation](
          {
            TargetGroupArn: targetGroupArn,
            Targets: [{ Id: address, Port: containerPort }],
          },
          internalContext(world, scope, 'ecs.amazonaws.com'),
        );
      } catch {
        // The target group was deleted after the service was made: its tasks go on.
      }
    }
  }
}
