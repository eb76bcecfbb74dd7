import {
  CreateLogStreamRequest,
  DeleteLogStreamRequest,
  DescribeLogStreamsRequest,
  DescribeLogStreamsResponse,
  LogStream,
} from '@aws-sdk/client-cloudwatch-logs';
import { AwsError, Operation, paginate } from '../../../core';
import { ensureStream } from '../put-events';
import {
  StoredLogStream,
  findGroup,
  findStream,
  invalidParameter,
  logsState,
} from '../state';

const PAGE_MAXIMUM = 50;

/** Log streams. */
export const streamOperations: Record<string, Operation> = {
  CreateLogStream(input: CreateLogStreamRequest, context): object {
    const group = findGroup(
      logsState(context.world, context),
      input.logGroupName,
    );
    const name = input.logStreamName ?? '';
    if (name === '' || /[:*]/.test(name)) {
      throw invalidParameter('A log stream name must not hold : or *');
    }
    if (group.streams.has(name)) {
      throw new AwsError(
        'ResourceAlreadyExistsException',
        'The specified log stream already exists',
      );
    }
    ensureStream(context.world, group, name);
    return {};
  },

  DeleteLogStream(input: DeleteLogStreamRequest, context): object {
    const group = findGroup(
      logsState(context.world, context),
      input.logGroupName,
    );
    group.streams.delete(findStream(group, input.logStreamName).name);
    return {};
  },

  DescribeLogStreams(
    input: DescribeLogStreamsRequest,
    context,
  ): DescribeLogStreamsResponse {
    const { streams } = findGroup(
      logsState(context.world, context),
      input.logGroupIdentifier ?? input.logGroupName,
    );
    const keyOf = (stream: StoredLogStream) =>
      input.orderBy === 'LastEventTime'
        ? `${String(stream.events.at(-1)?.timestamp ?? 0).padStart(15, '0')}/${
            stream.name
          }`
        : stream.name;
    const sorted = [...streams.values()]
      .filter(({ name }) => name.startsWith(input.logStreamNamePrefix ?? ''))
      .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    if (input.descending) {
      sorted.reverse();
    }
    // Positions, for the list may run downwards and a page token only upwards.
    const page = paginate(
      sorted.map((stream, index) => ({
        stream,
        key: String(index).padStart(9, '0'),
      })),
      ({ key }) => key,
      { asked: input.limit, maximum: PAGE_MAXIMUM, token: input.nextToken },
      () => invalidParameter('The specified nextToken is invalid.'),
    );
    return {
      logStreams: page.items.map(({ stream }) => described(stream)),
      nextToken: page.nextToken,
    };
  },
};

function described({
  name,
  arn,
  createdAt,
  events,
}: StoredLogStream): LogStream {
  return {
    logStreamName: name,
    arn,
    creationTime: createdAt,
    firstEventTimestamp: events[0]?.timestamp,
    lastEventTimestamp: events.at(-1)?.timestamp,
    lastIngestionTime: events.at(-1)?.ingestedAt,
    uploadSequenceToken: String(events.at(-1)?.sequence ?? 0),
  };
}
