import {
  PutEventsRequestEntry,
  PutEventsResultEntry,
} from '@aws-sdk/client-eventbridge';
import { parseArn } from '@ecs-eda/plugin-event-topology-common';
import { Scope, World, policyAllows } from '../../../core';
import { EventBusState, eventsState } from '../state';

/** An entry that may go in: its detail, and the bus unless there is none of that name. */
export interface Admission {
  detail: Record<string, unknown>;
  bus?: EventBusState;
}

/**
 * Checks one entry of `PutEvents`. An event for a bus that does not exist is
 * taken and lost, as on AWS; a bus of another account must let the publisher
 * in by its policy.
 *
 * @returns the admission, or the failed entry
 */
export function admitEntry(
  world: World,
  publisher: Scope,
  entry: PutEventsRequestEntry,
): Admission | PutEventsResultEntry {
  for (const name of ['Source', 'DetailType', 'Detail'] as const) {
    if (!entry[name]) {
      return failed(
        'InvalidArgument',
        `Parameter ${name} is not valid. Reason: ${name} is a required argument.`,
      );
    }
  }
  const detail = jsonObject(entry.Detail ?? '');
  if (!detail) {
    return failed('MalformedDetail', 'Detail is malformed.');
  }
  const named = parseArn(entry.EventBusName ?? '');
  const name = named
    ? named.resource.replace(/^event-bus\//, '')
    : entry.EventBusName ?? 'default';
  const bus = eventsState(world, named ?? publisher).buses.get(name);
  if (
    bus &&
    named &&
    named.accountId !== publisher.accountId &&
    !mayPublish(bus, publisher, entry.Source ?? '')
  ) {
    return failed(
      'AccessDeniedException',
      `The policy of ${bus.arn} does not allow account ${publisher.accountId} to perform events:PutEvents.`,
    );
  }
  return { detail, bus };
}

/** Whether a bus lets another account put events on it. */
export function mayPublish(
  bus: EventBusState,
  publisher: Scope,
  source: string,
): boolean {
  return policyAllows(bus.policy, {
    action: 'events:PutEvents',
    resource: bus.arn,
    principal: { accountId: publisher.accountId },
    conditions: { 'events:source': source },
  });
}

function failed(ErrorCode: string, ErrorMessage: string): PutEventsResultEntry {
  return { ErrorCode, ErrorMessage };
}

function jsonObject(text: string): Record<string, unknown> | undefined {
  try {
    const value = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? value
      : undefined;
  } catch {
    return undefined;
  }
}
