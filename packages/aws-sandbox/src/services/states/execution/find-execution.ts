import { World } from '../../../core';
import { parseStatesArn } from '../arns';
import { executionDoesNotExist, typeNotSupported } from '../errors';
import { statesState } from '../state';
import type { Execution } from './Execution';

/**
 * The execution that an ARN names, in whichever account and region.
 *
 * @throws AwsError `ExecutionDoesNotExist`, `InvalidArn`, `StateMachineTypeNotSupported` for one of an Express workflow
 */
export function findExecution(
  world: World,
  arn: string | undefined,
): Execution {
  const parsed = parseStatesArn(arn, 'execution', 'express');
  if (parsed.type === 'express') {
    throw typeNotSupported();
  }
  const execution = statesState(world, parsed)
    .stateMachines.get(parsed.name)
    ?.executions.get(parsed.executionName ?? '');
  if (!execution) {
    throw executionDoesNotExist(arn ?? '');
  }
  return execution;
}
