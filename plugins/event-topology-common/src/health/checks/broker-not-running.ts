import { configurationCheck } from '../health-check';

/** States in which AWS works on a cluster or broker: clients reconnect, nothing is lost. */
const WORKING = [
  'CREATING',
  'UPDATING',
  'MAINTENANCE',
  'REBOOTING_BROKER',
  'HEALING',
  'CREATION_IN_PROGRESS',
  'REBOOT_IN_PROGRESS',
];
const WELL = ['ACTIVE', 'RUNNING', 'REPLICA'];

export const brokerNotRunning = configurationCheck(
  'broker-not-running',
  'broker',
  ({ attributes: { state, engine } }) => {
    if (state === undefined || WELL.includes(state)) {
      return undefined;
    }
    const what = engine === 'KAFKA' ? 'cluster' : 'broker';
    return WORKING.includes(state)
      ? {
          severity: 'warning',
          title: `AWS works on the ${what}`,
          explanation: `The ${what} is in state ${state}. Clients may lose their connection and must reconnect.`,
          remedy:
            'Wait until it is done. When it happens at a bad time, move the maintenance window or the change that caused it.',
        }
      : {
          severity: 'critical',
          title: `The ${what} does not run`,
          explanation: `The ${what} is in state ${state}. Nobody can send to it or receive from it.`,
          remedy:
            'Look at it in the AWS console: it names the action that AWS asks for, such as a broken network interface or a key that is gone.',
        };
  },
);
