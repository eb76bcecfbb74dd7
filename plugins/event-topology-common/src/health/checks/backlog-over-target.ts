import { EcsServiceAttributes } from '../../model';
import { figuresCheck } from '../health-check';
import { formatNumber, quantity } from '../quantity';

/** From this many times its target on, a backlog is critical. */
const CRITICAL_FACTOR = 2;

export const backlogOverTarget = figuresCheck(
  'backlog-over-target',
  'ecs-service',
  ({ backlogPerTask, targetBacklogPerTask, running }, node) => {
    const target = targetBacklogPerTask ?? policyTarget(node.attributes);
    if (backlogPerTask === undefined || !target || backlogPerTask <= target) {
      return undefined;
    }
    const factor = backlogPerTask / target;
    const maxCapacity = node.attributes.scaling?.maxCapacity;
    const atMaximum = maxCapacity !== undefined && running >= maxCapacity;
    return {
      severity: factor >= CRITICAL_FACTOR ? 'critical' : 'warning',
      title: 'Backlog is over its target',
      explanation: `Each running task has ${quantity(
        backlogPerTask,
        'message',
      )} waiting for it, ${formatNumber(
        factor,
      )} times the target of ${formatNumber(
        target,
      )}: messages wait longer than the service was sized for.${
        atMaximum
          ? ` All ${formatNumber(
              maxCapacity,
            )} tasks that scaling allows are running.`
          : ''
      }`,
      remedy: atMaximum
        ? 'Raise the maximum capacity of the scalable target, or make a task process more at once, if what lies behind it can take the load.'
        : 'Scaling should add tasks now. If it does not, look at the service’s events for tasks that cannot be placed and at the scaling activities for refused changes.',
    };
  },
);

function policyTarget(attributes: EcsServiceAttributes): number | undefined {
  return attributes.scaling?.policies.find(policy => policy.backlogPerTask)
    ?.targetValue;
}
