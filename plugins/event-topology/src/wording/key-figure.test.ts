import {
  READABLE_KINDS,
  TopologyNode,
} from '@ecs-eda/plugin-event-topology-common';
import { testTranslate } from '../__testUtils__/translate';
import { aReading } from '../__fixtures__/build-topology';
import {
  bus,
  clicks,
  erpBroker,
  loyalty,
  loyaltyDeadLetters,
  loyaltyQueue,
  monthly,
  pageViews,
  paymentDestination,
  shopEdges,
  shopNodes,
  thumbnail,
  toLoyalty,
} from '../__fixtures__/shop';
import { keyFigure } from './key-figure';

const t = testTranslate();

describe('keyFigure', () => {
  it('of a queue is what waits, and what is being worked on', () => {
    const reading = aReading(loyaltyQueue, {
      visible: 128,
      inFlight: 12,
      delayed: 0,
    });
    expect(keyFigure(t, loyaltyQueue, reading)).toEqual({
      text: '128 visible',
      detail: '12 in flight',
    });
  });

  it.each([
    [1, '1 dead letter'],
    [3, '3 dead letters'],
  ])('of a dead-letter queue with %d names it as such', (visible, text) => {
    const figures = { visible, inFlight: 0, delayed: 0 };
    const reading = aReading(loyaltyDeadLetters, figures);
    expect(keyFigure(t, loyaltyDeadLetters, reading)?.text).toBe(text);
  });

  it('of a service is how many tasks run of those that should', () => {
    const figures = { desired: 6, running: 4, pending: 2, backlogPerTask: 30 };
    expect(keyFigure(t, loyalty, aReading(loyalty, figures))).toEqual({
      text: '4/6 running',
      detail: '2 pending',
    });
    expect(
      keyFigure(t, loyalty, aReading(loyalty, { ...figures, pending: 0 }))
        ?.detail,
    ).toBe('30 per task');
  });

  it('of a rule says so when deliveries fail', () => {
    const figures = { invocationsPerMinute: 12, failedPerMinute: 1 };
    expect(keyFigure(t, toLoyalty, aReading(toLoyalty, figures))).toEqual({
      text: '12/min',
      detail: '1 failed/min',
    });
  });

  it('of a stream is what comes in, and how far its slowest reader is behind', () => {
    const figures = {
      incomingRecordsPerMinute: 640,
      throttledRecordsPerMinute: 0,
      iteratorAgeSeconds: 2,
      'consumerLagSeconds:fraud': 95,
    } as const;
    expect(keyFigure(t, clicks, aReading(clicks, figures))).toEqual({
      text: '640 records/min',
      detail: '1 min 35 s behind',
    });
    expect(
      keyFigure(
        t,
        clicks,
        aReading(clicks, { ...figures, throttledRecordsPerMinute: 12 }),
      )?.detail,
    ).toBe('12 refused/min');
  });

  it('of a function that reads a stream is how far it is behind, unless it fails', () => {
    const figures = {
      invocationsPerMinute: 6,
      errorsPerMinute: 0,
      iteratorAgeSeconds: 95,
    };
    expect(keyFigure(t, thumbnail, aReading(thumbnail, figures))?.detail).toBe(
      '1 min 35 s behind',
    );
    expect(
      keyFigure(
        t,
        thumbnail,
        aReading(thumbnail, { ...figures, errorsPerMinute: 2 }),
      )?.detail,
    ).toBe('2 errors/min');
  });

  it('of a Kafka topic is what is written, and how far its slowest group is behind', () => {
    expect(
      keyFigure(
        t,
        pageViews,
        aReading(pageViews, { bytesInPerSecond: 2_048, sumOffsetLag: 1 }),
      ),
    ).toEqual({ text: '2 KB/s', detail: '1 record behind' });
    expect(
      keyFigure(t, pageViews, aReading(pageViews, { sumOffsetLag: 12_000 })),
    ).toEqual({ text: '12K records behind' });
    expect(
      keyFigure(t, pageViews, aReading(pageViews, { bytesInPerSecond: 0 })),
    ).toEqual({ text: '0 B/s', detail: 'no consumer group' });
  });

  it('of a broker is what stands in its queues; of a cluster what is written', () => {
    expect(
      keyFigure(
        t,
        erpBroker,
        aReading(erpBroker, { messages: 3, consumers: 1 }),
      ),
    ).toEqual({ text: '3 messages', detail: '1 consumer' });
    expect(
      keyFigure(
        t,
        erpBroker,
        aReading(erpBroker, { bytesInPerSecond: 3 * 1024 * 1024 }),
      ),
    ).toEqual({ text: '3 MB/s' });
  });

  it('of a bus is how many rules look at it, when all of them are known', () => {
    const outgoing = shopEdges.filter(edge => edge.from === bus.id);
    expect(keyFigure(t, bus, undefined, outgoing)?.text).toBe('5 rules');
    expect(keyFigure(t, bus, undefined)).toBeUndefined();
  });

  it('of what has no figures is what its configuration says', () => {
    expect(keyFigure(t, monthly, undefined)?.text).toBe('cron(0 6 1 * ? *)');
    expect(keyFigure(t, paymentDestination, undefined)).toEqual({
      text: 'POST',
      detail: 'up to 300/s',
    });
  });

  it('says that figures are missing where there should be some', () => {
    const readable: TopologyNode[] = shopNodes.filter(node =>
      READABLE_KINDS.some(kind => kind === node.kind),
    );
    expect(readable.length).toBeGreaterThan(0);
    for (const node of readable) {
      expect(keyFigure(t, node, undefined)?.text).toBe('No figures yet');
    }
  });
});
