import {
  FilterLogEventsRequest,
  FilterLogEventsResponse,
  GetLogEventsRequest,
  GetLogEventsResponse,
  PutLogEventsRequest,
  PutLogEventsResponse,
} from '@aws-sdk/client-cloudwatch-logs';
import { Operation, paginate } from '../../../core';
import { compileFilterPattern } from '../filter-pattern';
import { putEvents } from '../put-events';
import {
  StoredLogEvent,
  findGroup,
  findStream,
  invalidParameter,
  logsState,
} from '../state';

const PAGE_MAXIMUM = 10_000;

/** The events of logs. */
export const eventOperations: Record<string, Operation> = {
  PutLogEvents(input: PutLogEventsRequest, context): PutLogEventsResponse {
    const state = logsState(context.world, context);
    const group = findGroup(state, input.logGroupName);
    const stream = findStream(group, input.logStreamName);
    const events = input.logEvents ?? [];
    const inOrder = events.every(
      ({ timestamp = 0 }, index) =>
        index === 0 || timestamp >= (events[index - 1].timestamp ?? 0),
    );
    if (events.length === 0 || events.length > PAGE_MAXIMUM || !inOrder) {
      throw invalidParameter(
        'Log events in a single PutLogEvents request must be in chronological order, at least one and at most 10000.',
      );
    }
    putEvents(context.world, state, group, stream, events);
    return { nextSequenceToken: String(state.sequence) };
  },

  GetLogEvents(input: GetLogEventsRequest, context): GetLogEventsResponse {
    const group = findGroup(
      logsState(context.world, context),
      input.logGroupIdentifier ?? input.logGroupName,
    );
    const events = findStream(group, input.logStreamName).events.filter(event =>
      isWithin(event, input.startTime, input.endTime),
    );
    const limit = Math.min(input.limit ?? PAGE_MAXIMUM, PAGE_MAXIMUM);
    const [from, to] = window(events, input, limit);
    return {
      events: events
        .slice(from, to)
        .map(({ timestamp, message, ingestedAt }) => ({
          timestamp,
          message,
          ingestionTime: ingestedAt,
        })),
      nextForwardToken: `f/${events[to - 1]?.sequence ?? tokenOf(input) ?? 0}`,
      nextBackwardToken: `b/${events[from]?.sequence ?? tokenOf(input) ?? 0}`,
    };
  },

  FilterLogEvents(
    input: FilterLogEventsRequest,
    context,
  ): FilterLogEventsResponse {
    const group = findGroup(
      logsState(context.world, context),
      input.logGroupIdentifier ?? input.logGroupName,
    );
    const matches = compileFilterPattern(input.filterPattern);
    const found = [...group.streams.values()]
      .filter(
        ({ name }) =>
          (input.logStreamNames?.includes(name) ?? true) &&
          name.startsWith(input.logStreamNamePrefix ?? ''),
      )
      .flatMap(({ name, events }) => events.map(event => ({ name, event })))
      .filter(({ event }) => isWithin(event, input.startTime, input.endTime))
      .filter(({ event }) => matches(event.message))
      .map(one => ({ ...one, key: orderOf(one.event) }))
      .sort((a, b) => (a.key < b.key ? -1 : 1));
    const page = paginate(
      found,
      ({ key }) => key,
      { asked: input.limit, maximum: PAGE_MAXIMUM, token: input.nextToken },
      () => invalidParameter('The specified nextToken is invalid.'),
    );
    return {
      events: page.items.map(({ name, event }) => ({
        logStreamName: name,
        timestamp: event.timestamp,
        message: event.message,
        ingestionTime: event.ingestedAt,
        eventId: orderOf(event),
      })),
      nextToken: page.nextToken,
      searchedLogStreams: [],
    };
  },
};

function orderOf({ timestamp, sequence }: StoredLogEvent): string {
  return `${String(timestamp).padStart(15, '0')}${String(sequence).padStart(
    12,
    '0',
  )}`;
}

/** The end is not part of it. */
function isWithin(
  { timestamp }: StoredLogEvent,
  start: number | undefined,
  end: number | undefined,
): boolean {
  return timestamp >= (start ?? 0) && timestamp < (end ?? Infinity);
}

function tokenOf({ nextToken }: GetLogEventsRequest): number | undefined {
  const match = /^[fb]\/(\d+)$/.exec(nextToken ?? '');
  if (nextToken && !match) {
    throw invalidParameter('The specified nextToken is invalid.');
  }
  return match ? Number(match[1]) : undefined;
}

/** Which events a page holds: the newest without a token, else those after or before the token's. */
function window(
  events: StoredLogEvent[],
  input: GetLogEventsRequest,
  limit: number,
): [number, number] {
  const sequence = tokenOf(input);
  if (sequence === undefined) {
    return input.startFromHead
      ? [0, Math.min(limit, events.length)]
      : [Math.max(0, events.length - limit), events.length];
  }
  const at = events.findIndex(event => event.sequence === sequence);
  if (input.nextToken?.startsWith('f/')) {
    return [at + 1, Math.min(at + 1 + limit, events.length)];
  }
  const end = Math.max(0, at);
  return [Math.max(0, end - limit), end];
}
