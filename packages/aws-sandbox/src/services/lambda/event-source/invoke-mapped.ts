import { parseArn } from '@ecs-eda/plugin-event-topology-common';
import { World } from '../../../core';
import { findFunction } from '../function-reference';
import { invoke } from '../invoke';
import { StoredEventSourceMapping } from '../state';

/**
 * Gives a batch to the function of a mapping.
 *
 * @throws Error when the function is gone or fails
 */
export async function invokeMapped(
  world: World,
  { configuration }: StoredEventSourceMapping,
  event: object,
): Promise<void> {
  const { FunctionArn } = configuration;
  const { accountId = '', region = '' } = parseArn(FunctionArn) ?? {};
  const stored = findFunction(world, { accountId, region }, FunctionArn);
  const { functionError } = await invoke(world, stored, event);
  if (functionError !== undefined) {
    throw new Error('Function call failed');
  }
}
