import { Reading } from '@ecs-eda/plugin-event-topology-common';
import { aReading, anEdge } from '../__fixtures__/build-topology';
import {
  analytics,
  clicks,
  deliversToLoyalty,
  erpBroker,
  loyaltyPolls,
  loyaltyQueue,
  pageViews,
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

  it('of a poll of a Kafka topic is low while anything is written', () => {
    const reads = anEdge(pageViews, 'polls', analytics);
    const written = (bytesInPerSecond: number) =>
      edgeActivity(reads, known(aReading(pageViews, { bytesInPerSecond })));
    expect([written(0), written(50_000)]).toEqual(['none', 'low']);
  });

  it('of a poll of a broker follows the messages in consumers’ hands', () => {
    const reads = anEdge(erpBroker, 'polls', analytics);
    const held = (unacknowledged: number) =>
      edgeActivity(
        reads,
        known(aReading(erpBroker, { messages: 500, unacknowledged })),
      );
    expect([held(0), held(10)]).toEqual(['none', 'medium']);
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
