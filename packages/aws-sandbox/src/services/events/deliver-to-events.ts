import {
  HttpParameters,
  PutEventsRequestEntry,
} from '@aws-sdk/client-eventbridge';
import { parseArn } from '@ecs-eda/plugin-event-topology-common';
import { AwsError, Delivery, World } from '../../core';
import { publishEvents } from './data-plane';
import { callApiDestination } from './delivery/call-api-destination';
import { DeliveryFailure } from '../../delivery/DeliveryFailure';
import { findApiDestination } from './delivery/find-api-destination';
import { mayPublish } from './routing/admit-entry';
import { EventEnvelope } from './routing/event-envelope';
import { routeEvent } from './routing/route-event';
import { eventsState } from './state';

const PIPE_DEADLINE_MILLISECONDS = 60_000;

/**
 * Takes what rules, pipes and schedules send to an event bus or an API
 * destination.
 *
 * @throws AwsError when the resource is not there, refuses or does not answer
 */
export async function deliverToEvents(
  delivery: Delivery,
  world: World,
): Promise<void> {
  const resource = parseArn(delivery.arn)?.resource ?? '';
  if (resource.startsWith('api-destination/')) {
    await deliverToApiDestination(delivery, world);
  } else if (delivery.sender === 'events.amazonaws.com') {
    forwardToBus(delivery, world);
  } else {
    publishOnBus(delivery, world);
  }
}

async function deliverToApiDestination(
  delivery: Delivery,
  world: World,
): Promise<void> {
  const { destination, connection } = findApiDestination(world, delivery.arn);
  const entered = await destination.gate.enter(
    world.clock.now() + PIPE_DEADLINE_MILLISECONDS,
  );
  if (!entered) {
    throw new DeliveryFailure(
      'THROTTLING',
      'The request waited too long behind the invocation rate limit of its API destination.',
      true,
    );
  }
  const parameters: HttpParameters | undefined =
    delivery.parameters?.HttpParameters ?? undefined;
  await callApiDestination(
    world,
    destination,
    connection,
    delivery.body,
    parameters,
  );
}

/** A rule of another bus forwards: the event stays what it is. */
function forwardToBus(delivery: Delivery, world: World): void {
  const arn = parseArn(delivery.arn);
  const sender = parseArn(delivery.sourceArn ?? '');
  const bus =
    arn &&
    eventsState(world, arn).buses.get(arn.resource.replace(/^event-bus\//, ''));
  if (!arn || !bus) {
    throw new AwsError(
      'ResourceNotFoundException',
      `Event bus ${delivery.arn} does not exist.`,
      404,
    );
  }
  const event: EventEnvelope = JSON.parse(delivery.body);
  if (
    sender &&
    sender.accountId !== arn.accountId &&
    !mayPublish(bus, sender, event.source)
  ) {
    throw new AwsError(
      'AccessDeniedException',
      `The policy of ${bus.arn} does not allow account ${sender.accountId} to perform events:PutEvents.`,
      403,
    );
  }
  routeEvent(world, bus, event, { hops: 1 });
}

/** A pipe or a schedule publishes a new event, with what it was told about its envelope. */
function publishOnBus(delivery: Delivery, world: World): void {
  const arn = parseArn(delivery.arn);
  if (!arn) {
    return;
  }
  const given = (delivery.parameters?.EventBridgeParameters ?? {}) as Pick<
    PutEventsRequestEntry,
    'Source' | 'DetailType' | 'Resources' | 'Time'
  >;
  const [result] = publishEvents(world, arn, [
    { ...given, Detail: delivery.body, EventBusName: delivery.arn },
  ]);
  if (result.ErrorCode) {
    throw new AwsError(result.ErrorCode, result.ErrorMessage ?? '');
  }
}
