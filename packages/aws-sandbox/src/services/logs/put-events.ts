import { InputLogEvent } from '@aws-sdk/client-cloudwatch-logs';
import { Scope, World } from '../../core';
import {
  LogsState,
  StoredLogGroup,
  StoredLogStream,
  logsState,
  newLogGroup,
} from './state';

/** A stream keeps its newest events only, for all of it is in memory. */
const EVENTS_OF_A_STREAM = 10_000;

/** The stream of a group; made when it is not there yet. */
export function ensureStream(
  world: World,
  group: StoredLogGroup,
  name: string,
): StoredLogStream {
  let stream = group.streams.get(name);
  if (!stream) {
    stream = {
      name,
      arn: `${group.arn}:log-stream:${name}`,
      createdAt: world.clock.now(),
      events: [],
    };
    group.streams.set(name, stream);
  }
  return stream;
}

/** Puts events into a stream, by their times, and counts them. */
export function putEvents(
  world: World,
  state: LogsState,
  group: StoredLogGroup,
  stream: StoredLogStream,
  events: InputLogEvent[],
): void {
  const now = world.clock.now();
  for (const { timestamp = now, message = '' } of events) {
    state.sequence += 1;
    stream.events.push({
      sequence: state.sequence,
      timestamp,
      ingestedAt: now,
      message,
    });
  }
  stream.events.sort(
    (a, b) => a.timestamp - b.timestamp || a.sequence - b.sequence,
  );
  stream.events.splice(0, stream.events.length - EVENTS_OF_A_STREAM);
  const dimensions = { LogGroupName: group.name };
  world.metrics.count(
    state.scope,
    { namespace: 'AWS/Logs', metricName: 'IncomingLogEvents', dimensions },
    events.length,
  );
}

/** Where a container's output goes. */
export interface LogDestination {
  scope: Scope;
  groupName: string;
  streamName: string;
}

/** Whether there is a log group, which a container with the `awslogs` driver needs to start. */
export function hasLogGroup(world: World, scope: Scope, name: string): boolean {
  return logsState(world, scope).groups.has(name);
}

/** Makes a log group that is not there yet, as `awslogs-create-group` does. */
export function createLogGroup(world: World, scope: Scope, name: string): void {
  const { groups } = logsState(world, scope);
  if (!groups.has(name)) {
    groups.set(name, newLogGroup(scope, name, world.clock.now()));
  }
}

/** Writes one line now; nothing when the group was deleted meanwhile. */
export function writeLine(
  world: World,
  { scope, groupName, streamName }: LogDestination,
  message: string,
): void {
  const state = logsState(world, scope);
  const group = state.groups.get(groupName);
  if (group) {
    putEvents(world, state, group, ensureStream(world, group, streamName), [
      { message, timestamp: world.clock.now() },
    ]);
  }
}
