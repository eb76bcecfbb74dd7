import { World } from '../../../core';
import { routeEvent } from '../routing/route-event';
import { ArchiveState, EventBusState, ReplayRecord } from '../state';

const EVENTS_PER_SECOND = 1_000;

/** Puts archived events of a time span on their bus again, second by second, in the order they came. */
export function runReplay(
  world: World,
  replay: ReplayRecord,
  archive: ArchiveState,
  bus: EventBusState,
): void {
  const { described } = replay;
  const from = described.EventStartTime?.getTime() ?? 0;
  const to = described.EventEndTime?.getTime() ?? 0;
  const onlyRules = described.Destination?.FilterArns;
  const events = archive.events.filter(({ event }) => {
    const at = Date.parse(event.time);
    return at >= from && at < to;
  });
  let next = 0;
  replay.cancel = world.clock.every(1000, () => {
    described.State = 'RUNNING';
    const batch = events.slice(next, next + EVENTS_PER_SECOND);
    next += batch.length;
    for (const { event } of batch) {
      routeEvent(
        world,
        bus,
        { ...event, 'replay-name': described.ReplayName },
        {
          hops: 0,
          onlyRules: onlyRules?.length ? onlyRules : undefined,
        },
      );
      described.EventLastReplayedTime = new Date(event.time);
    }
    if (next >= events.length) {
      replay.cancel();
      described.State = 'COMPLETED';
      described.ReplayEndTime = new Date(world.clock.now());
    }
  });
}
