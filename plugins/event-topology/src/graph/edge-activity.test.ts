import { Reading } from '@ecs-eda/plugin-event-topology-common';
import { aReading, anEdge } from '../__fixtures__/build-topology';
import {
  analytics,
  clicks,
  deliversToLoyalty,
  loyaltyPolls,
  loyaltyQueue,
  toLoyalty,
} from '../__fixtures__/shop';
import { edgeActivity } from './edge-activity';

const known = (...readings: Reading[]) => {
  const byId = new Map(readings.map(reading => [reading.nodeId, reading]));
  return (id: string) => byId.get(id);
};
const invocations = (perMinute: number) =>
  known(
    aReading(toLoyalty, {
      invocationsPerMinute: perMinute,
      failedPerMinute: 0,
    }),
  );

describe('edgeActivity', () => {
  it('is none without figures: movement is never made up', () => {
    expect(edgeActivity(deliversToLoyalty, known())).toBe('none');
  });

  it.each([
    [0, 'none'],
    [5, 'low'],
    [60, 'medium'],
    [640, 'high'],
  ])('of a delivery follows its rule: %d a minute is %s', (rate, level) => {
    expect(edgeActivity(deliversToLoyalty, invocations(rate))).toBe(level);
  });

  it('of a poll of a stream follows the records that come in', () => {
    const reads = anEdge(clicks, 'polls', analytics);
    const figures = {
      incomingRecordsPerMinute: 60,
      throttledRecordsPerMinute: 0,
    };
    expect(edgeActivity(reads, known(aReading(clicks, figures)))).toBe(
      'medium',
    );
  });

  it('of a poll follows the messages in flight, not those that wait', () => {
    const waiting = aReading(loyaltyQueue, {
      visible: 500,
      inFlight: 0,
      delayed: 0,
    });
    expect(edgeActivity(loyaltyPolls, known(waiting))).toBe('none');
    const taken = aReading(loyaltyQueue, {
      visible: 0,
      inFlight: 10,
      delayed: 0,
    });
    expect(edgeActivity(loyaltyPolls, known(taken))).not.toBe('none');
  });
});
