import { AwsError, internalContext } from '../../../../core';
import { describeExecution } from '../../execution/describe-execution';
import { findExecution } from '../../execution/find-execution';
import { StateError } from '../../interpreter/StateError';
import { Integration } from './Integration';
import { textOf } from './text-of';
import { withCapitalLetters } from './spelling';

interface StartAnswer {
  ExecutionArn: string;
}

/** `states:startExecution`: a workflow within a workflow. */
export const statesStartExecution: Integration = {
  errorPrefix: 'StepFunctions',
  patterns: ['request', 'sync', 'sync:2', 'waitForTaskToken'],

  async call({ execution, parameters, pattern }) {
    const { world, scope } = execution;
    // By the operation: an import of what starts executions would go in a circle.
    const { executionArn, startDate } = await world
      .service('states')
      .operations.StartExecution(
        {
          stateMachineArn: parameters.StateMachineArn,
          name: parameters.Name,
          input: textOf(parameters.Input ?? {}),
        },
        internalContext(world, scope, 'states.amazonaws.com'),
      );
    if (pattern.startsWith('sync') && executionArn.includes(':express:')) {
      throw new AwsError(
        'StateMachineTypeNotSupported',
        'An Express workflow cannot be waited for',
      );
    }
    return { ExecutionArn: executionArn, StartDate: startDate.getTime() };
  },

  async waitForJob(response, { execution, pattern, signal }) {
    const { ExecutionArn } = response as StartAnswer;
    const child = findExecution(execution.world, ExecutionArn);
    const stop = () => child.end({ status: 'ABORTED' });
    signal.addEventListener('abort', stop, { once: true });
    await child.ended;
    signal.removeEventListener('abort', stop);
    const description = withCapitalLetters(describeExecution(child)) as Record<
      string,
      unknown
    >;
    if (child.status !== 'SUCCEEDED') {
      throw new StateError('States.TaskFailed', JSON.stringify(description));
    }
    return pattern === 'sync:2'
      ? { ...description, Output: JSON.parse(child.output ?? 'null') }
      : description;
  },
};
