import { parseArn } from '@ecs-eda/plugin-event-topology-common';
import { World } from '../../../core';
import { ApiDestinationState, ConnectionRecord, eventsState } from '../state';
import { DeliveryFailure } from '../../../delivery/DeliveryFailure';

/**
 * The API destination that an ARN names, and its connection.
 *
 * @throws DeliveryFailure when either is gone or not authorised
 */
export function findApiDestination(
  world: World,
  arn: string,
): { destination: ApiDestinationState; connection: ConnectionRecord } {
  const parsed = parseArn(arn);
  const [, name] = parsed?.resource.split('/') ?? [];
  const state = parsed && eventsState(world, parsed);
  const destination = state?.apiDestinations.get(name);
  if (
    !state ||
    !destination ||
    destination.described.ApiDestinationArn !== arn
  ) {
    throw new DeliveryFailure(
      'NO_RESOURCE',
      `ApiDestination ${arn} does not exist.`,
      false,
    );
  }
  const connection = [...state.connections.values()].find(
    one => one.arn === destination.described.ConnectionArn,
  );
  if (!connection) {
    throw new DeliveryFailure(
      'NO_RESOURCE',
      `The connection of ApiDestination ${name} does not exist.`,
      false,
    );
  }
  if (connection.state !== 'AUTHORIZED') {
    throw new DeliveryFailure(
      'SDK_CLIENT_ERROR',
      `Unable to invoke ApiDestination endpoint: the connection ${
        connection.name
      } is ${connection.state}${
        connection.stateReason ? ` (${connection.stateReason})` : ''
      }.`,
      true,
    );
  }
  return { destination, connection };
}
