import { figuresCheck } from '../health-check';
import { quantity } from '../quantity';

export const executionsTimedOut = figuresCheck(
  'executions-timed-out',
  'state-machine',
  ({ timedOutPerMinute }) =>
    timedOutPerMinute > 0
      ? {
          severity: 'warning',
          title: 'Executions time out',
          explanation: `${quantity(
            timedOutPerMinute,
            'execution',
          )} a minute ran longer than the state machine’s TimeoutSeconds and ${
            timedOutPerMinute === 1 ? 'was' : 'were'
          } ended.`,
          remedy:
            'Open an execution that timed out to see which state it waited in. Usually a task or an activity worker never answered: check that it runs, and give that state a heartbeat and a timeout of its own.',
        }
      : undefined,
);
