import {
  CancelReplayRequest,
  CancelReplayResponse,
  DescribeReplayRequest,
  DescribeReplayResponse,
  ListReplaysRequest,
  ListReplaysResponse,
  Replay,
  StartReplayRequest,
  StartReplayResponse,
} from '@aws-sdk/client-eventbridge';
import { AwsError, Operation, RequestContext } from '../../../core';
import { runReplay } from '../archive/run-replay';
import { ReplayRecord, eventsArn, eventsState } from '../state';
import {
  alreadyExists,
  checkName,
  notFound,
  pageByName,
  validationError,
} from './input-rules';

export const replayOperations: Record<string, Operation> = {
  StartReplay(input: StartReplayRequest, context): StartReplayResponse {
    const name = checkName(input.ReplayName, 64);
    const state = eventsState(context.world, context);
    if (state.replays.has(name)) {
      throw alreadyExists(`Replay ${name} already exists.`);
    }
    const archive = [...state.archives.values()].find(
      one => one.arn === input.EventSourceArn,
    );
    if (!archive) {
      throw notFound(
        `Parameter EventSourceArn is not valid. Reason: Archive ${input.EventSourceArn} does not exist.`,
      );
    }
    const bus = [...state.buses.values()].find(
      one => one.arn === input.Destination?.Arn,
    );
    if (!bus || bus.arn !== archive.described.EventSourceArn) {
      throw validationError(
        'Parameter Destination.Arn is not valid. Reason: Cross event bus replay is not permitted.',
      );
    }
    const { EventStartTime: from, EventEndTime: to } = input;
    if (!from || !to || from >= to) {
      throw validationError(
        'Parameter EventEndTime is not valid. Reason: EventStartTime must be before EventEndTime.',
      );
    }
    const replay: ReplayRecord = {
      described: {
        ReplayName: name,
        ReplayArn: eventsArn(context, `replay/${name}`),
        Description: input.Description,
        State: 'STARTING',
        EventSourceArn: archive.arn,
        Destination: input.Destination,
        EventStartTime: from,
        EventEndTime: to,
        ReplayStartTime: new Date(context.world.clock.now()),
      },
      cancel: () => {},
    };
    state.replays.set(name, replay);
    runReplay(context.world, replay, archive, bus);
    return {
      ReplayArn: replay.described.ReplayArn,
      State: replay.described.State,
      ReplayStartTime: replay.described.ReplayStartTime,
    };
  },

  DescribeReplay(
    input: DescribeReplayRequest,
    context,
  ): DescribeReplayResponse {
    return { ...find(context, input.ReplayName).described };
  },

  ListReplays(input: ListReplaysRequest, context): ListReplaysResponse {
    const { replays } = eventsState(context.world, context);
    const page = pageByName(
      [...replays.values()].filter(
        ({ described }) =>
          described.ReplayName.startsWith(input.NamePrefix ?? '') &&
          (!input.State || described.State === input.State) &&
          (!input.EventSourceArn ||
            described.EventSourceArn === input.EventSourceArn),
      ),
      ({ described }) => described.ReplayName,
      input,
    );
    return {
      Replays: page.items.map(summary),
      NextToken: page.nextToken,
    };
  },

  CancelReplay(input: CancelReplayRequest, context): CancelReplayResponse {
    const replay = find(context, input.ReplayName);
    const { described } = replay;
    if (described.State !== 'STARTING' && described.State !== 'RUNNING') {
      throw new AwsError(
        'IllegalStatusException',
        `Replay ${described.ReplayName} is not in a valid state for this operation.`,
      );
    }
    replay.cancel();
    described.State = 'CANCELLED';
    described.ReplayEndTime = new Date(context.world.clock.now());
    return { ReplayArn: described.ReplayArn, State: described.State };
  },
};

/** @throws AwsError `ResourceNotFoundException` */
function find(context: RequestContext, name: string | undefined): ReplayRecord {
  const replay = eventsState(context.world, context).replays.get(name ?? '');
  if (!replay) {
    throw notFound(`Replay ${name} does not exist.`);
  }
  return replay;
}

function summary({ described }: ReplayRecord): Replay {
  const { ReplayArn, Description, Destination, ...rest } = described;
  return rest;
}
