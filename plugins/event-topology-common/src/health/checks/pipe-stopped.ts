import { configurationCheck } from '../health-check';

export const pipeStopped = configurationCheck(
  'pipe-stopped',
  'pipe',
  ({ attributes }) =>
    attributes.currentState === 'STOPPED'
      ? {
          severity: 'warning',
          title: 'Pipe is stopped',
          explanation: `The pipe takes nothing from its source${
            attributes.desiredState === 'RUNNING'
              ? ', although it should be running'
              : ''
          }; what arrives there waits as long as the source keeps it.`,
          remedy: 'Start the pipe if this is not meant.',
        }
      : undefined,
);
