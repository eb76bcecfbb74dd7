import { figuresCheck } from '../health-check';
import { quantity } from '../quantity';

export const runningBelowDesired = figuresCheck(
  'running-below-desired',
  'ecs-service',
  ({ desired, running, pending }) => {
    if (running >= desired) {
      return undefined;
    }
    const nothingRuns = running === 0;
    return {
      severity: nothingRuns ? 'critical' : 'warning',
      title: nothingRuns
        ? 'No task is running'
        : 'Fewer tasks run than desired',
      explanation: `${running} of ${quantity(desired, 'desired task')} ${
        running === 1 ? 'is' : 'are'
      } running and ${pending} ${pending === 1 ? 'is' : 'are'} pending.${
        nothingRuns ? ' Nobody works on what arrives.' : ''
      }`,
      remedy:
        pending > 0
          ? 'Tasks are starting; this passes by itself unless they stop again. If it stays, look at the stopped reason of the latest stopped tasks.'
          : 'Look at the service’s events and at the stopped reason of its latest tasks: usual causes are no capacity, an image that cannot be pulled, or a container that ends at once.',
    };
  },
);
