import { configurationCheck } from '../health-check';

export const rolloutFailed = configurationCheck(
  'rollout-failed',
  'ecs-service',
  ({ attributes }) => {
    if (attributes.rolloutState !== 'FAILED') {
      return undefined;
    }
    const reason = attributes.rolloutStateReason
      ? ` ECS says: ${attributes.rolloutStateReason}`
      : '';
    return {
      severity: 'critical',
      title: 'The latest deployment failed',
      explanation: `The tasks of the newest deployment did not become healthy.${reason}`,
      remedy: attributes.circuitBreaker
        ? 'Check in the service’s deployments whether it was rolled back, find out from the stopped tasks why they failed, and deploy a corrected version.'
        : 'Deploy the version before it again, and switch the deployment circuit breaker with rollback on, so that ECS does this by itself.',
    };
  },
);
