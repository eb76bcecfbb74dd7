import { configurationCheck } from '../health-check';

export const pipeFailed = configurationCheck(
  'pipe-failed',
  'pipe',
  ({ attributes }) => {
    if (!attributes.currentState.endsWith('_FAILED')) {
      return undefined;
    }
    const reason = attributes.stateReason
      ? ` EventBridge says: ${attributes.stateReason}`
      : '';
    return {
      severity: 'critical',
      title: 'Pipe has failed',
      explanation: `The pipe is in state ${attributes.currentState} and should be ${attributes.desiredState}.${reason}`,
      remedy:
        'Put right what the reason names, usually a permission of the pipe’s role or a source or target that is gone, then start the pipe again.',
    };
  },
);
