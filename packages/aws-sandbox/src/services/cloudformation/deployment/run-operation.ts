import { CloudFormationState, Stack, setStackStatus } from '../state';
import { Deployment } from './Deployment';

/**
 * Begins an operation on a stack, after the one that is under way. The answer
 * to the caller does not wait for its end.
 */
export function runOperation(
  state: CloudFormationState,
  stack: Stack,
  operate: (deployment: Deployment) => Promise<void>,
): void {
  const deployment = new Deployment(state, stack);
  const running = {
    cancel: () => deployment.cancel(),
    done: Promise.resolve(stack.running?.done)
      .then(() => operate(deployment))
      .catch(error => {
        setStackStatus(
          state,
          stack,
          'ROLLBACK_FAILED',
          `Internal Failure: ${error instanceof Error ? error.message : error}`,
        );
      })
      .finally(() => {
        if (stack.running === running) {
          stack.running = undefined;
        }
      }),
  };
  stack.running = running;
}
