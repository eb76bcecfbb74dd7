import {
  PutEventsRequestEntry,
  PutEventsResultEntry,
} from '@aws-sdk/client-eventbridge';
import { parseArn } from '@ecs-eda/plugin-event-topology-common';
import { AwsError, Scope, World } from '../../core';
import { publishEvents } from './data-plane';
import { isHealthy } from './health-checks';
import { EventsState, GlobalEndpointState } from './state';

/**
 * Publishes events by a global endpoint: to the primary region while its health
 * check is healthy, else to the secondary one; with replication to both.
 *
 * @throws AwsError when the account has no such endpoint, or it is not active
 */
export function publishToEndpoint(
  world: World,
  publisher: Scope,
  endpointId: string,
  entry: PutEventsRequestEntry,
): PutEventsResultEntry {
  const endpoint = findById(world, publisher.accountId, endpointId);
  const { primary, secondary } = endpoint.busArns;
  const name = parseArn(primary)?.resource.replace(/^event-bus\//, '');
  const asked = parseArn(entry.EventBusName ?? '')?.resource.split('/')[1];
  if ((asked ?? entry.EventBusName ?? 'default') !== name) {
    return {
      ErrorCode: 'InvalidArgument',
      ErrorMessage: `Parameter EventBusName is not valid. Reason: the endpoint ${endpoint.name} is for the bus ${name}.`,
    };
  }
  const { HealthCheck = '' } =
    endpoint.routingConfig.FailoverConfig?.Primary ?? {};
  const [taking, other] = isHealthy(world, HealthCheck)
    ? [primary, secondary]
    : [secondary, primary];
  const result = publishTo(world, publisher, taking, entry);
  if (endpoint.replication === 'ENABLED' && !result.ErrorCode) {
    publishTo(world, publisher, other, entry);
  }
  return result;
}

/** As if it had been put into the bus's own region. */
function publishTo(
  world: World,
  { accountId }: Scope,
  busArn: string,
  entry: PutEventsRequestEntry,
): PutEventsResultEntry {
  const region = parseArn(busArn)?.region ?? '';
  return publishEvents(world, { accountId, region }, [
    { ...entry, EventBusName: busArn },
  ])[0];
}

function findById(
  world: World,
  accountId: string,
  endpointId: string,
): GlobalEndpointState {
  const found = world
    .states<EventsState>('events')
    .filter(({ scope }) => scope.accountId === accountId)
    .flatMap(({ state }) => [...state.endpoints.values()])
    .find(endpoint => endpoint.endpointId === endpointId);
  if (found?.state !== 'ACTIVE' && found?.state !== 'UPDATING') {
    throw new AwsError(
      'ValidationException',
      `Endpoint ${endpointId} does not exist or is not active.`,
    );
  }
  return found;
}
