import { Reading, TopologyEdge } from '@ecs-eda/plugin-event-topology-common';

/** How busy a line is, as far as the figures of its ends can tell. */
export type Activity = 'none' | 'low' | 'medium' | 'high';

/**
 * How busy an edge is. An edge has no figures of its own: a delivery is as
 * busy as the rule or topic that makes it, a poll as the messages in flight.
 * Without figures it counts as quiet; movement is never made up.
 */
export function edgeActivity(
  edge: TopologyEdge,
  readingOf: (nodeId: string) => Reading | undefined,
): Activity {
  return level(perMinute(edge, readingOf(edge.from), readingOf(edge.to)));
}

function perMinute(
  edge: TopologyEdge,
  from: Reading | undefined,
  to: Reading | undefined,
): number {
  switch (edge.kind) {
    case 'matches':
      return to?.kind === 'rule' ? to.figures.invocationsPerMinute : 0;
    case 'dead-letters':
      // What stands in a dead-letter queue says nothing about what comes in.
      return 0;
    case 'polls':
      return taken(from);
    case 'works':
      return from?.kind === 'activity' ? from.figures.startedPerMinute : 0;
    default:
      return leaving(from);
  }
}

/** What is taken out by its consumers, as far as that can be told. */
function taken(reading: Reading | undefined): number {
  switch (reading?.kind) {
    case 'queue':
      return reading.figures.inFlight * 6;
    case 'broker':
      return (reading.figures.unacknowledged ?? 0) * 6;
    default:
      return leaving(reading);
  }
}

function leaving(reading: Reading | undefined): number {
  switch (reading?.kind) {
    case 'rule':
      return reading.figures.invocationsPerMinute;
    case 'topic':
      return reading.figures.deliveredPerMinute;
    case 'state-machine':
      return reading.figures.startedPerMinute;
    case 'stream':
      return reading.figures.incomingRecordsPerMinute;
    case 'kafka-topic':
      // Bytes tell that something flows, not how much of it: the least that counts.
      return reading.figures.bytesInPerSecond ? 1 : 0;
    default:
      return 0;
  }
}

function level(rate: number): Activity {
  if (rate <= 0) {
    return 'none';
  }
  if (rate < 10) {
    return 'low';
  }
  return rate < 120 ? 'medium' : 'high';
}
