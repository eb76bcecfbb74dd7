import { testTranslate } from '../__testUtils__/translate';
import { aReading } from '../__fixtures__/build-topology';
import {
  clicks,
  erpBroker,
  loyaltyQueue,
  pageViews,
} from '../__fixtures__/shop';
import { figureSeries, readingFigures } from './reading-figures';

const t = testTranslate();
const figures = { visible: 3, inFlight: 1, delayed: 0, oldestAgeSeconds: 95 };

describe('readingFigures', () => {
  it('names every figure with its unit', () => {
    expect(
      readingFigures(t, aReading(loyaltyQueue, figures)).map(
        ({ label, text }) => `${label}: ${text}`,
      ),
    ).toEqual([
      'Visible: 3',
      'In flight: 1',
      'Delayed: 0',
      'Oldest message: 1 min 35 s',
    ]);
  });

  it('names the registered consumers of a stream, the slowest first', () => {
    const reading = aReading(clicks, {
      incomingRecordsPerMinute: 640,
      throttledRecordsPerMinute: 0,
      iteratorAgeSeconds: 2,
      'consumerLagSeconds:fraud': 3,
      'consumerLagSeconds:reports': 95,
    });
    const named = readingFigures(t, reading);
    expect(named.map(({ label, text }) => `${label}: ${text}`)).toEqual([
      'Records a minute: 640',
      'Records refused a minute: 0',
      'Behind by: 2 s',
      'reports behind by: 1 min 35 s',
      'fraud behind by: 3 s',
    ]);
    expect(
      figureSeries([reading], named[3].id).map(({ value }) => value),
    ).toEqual([95]);
  });

  it('names the consumer groups of a Kafka topic, the furthest behind first', () => {
    const reading = aReading(pageViews, {
      bytesInPerSecond: 20_480,
      sumOffsetLag: 420,
      estimatedMaxTimeLagSeconds: 95,
      'sumOffsetLag:fraud': 2,
      'estimatedMaxTimeLagSeconds:fraud': 1,
      'sumOffsetLag:recommendations': 420,
    });
    const named = readingFigures(t, reading);
    expect(named.map(({ label, text }) => `${label}: ${text}`)).toEqual([
      'Written a second: 20 KB',
      'Records behind: 420',
      'Time to catch up: 1 min 35 s',
      'Group recommendations: records behind: 420',
      'Group fraud: records behind: 2',
      'Group fraud: time to catch up: 1 s',
    ]);
    expect(
      figureSeries([reading], named[3].id).map(({ value }) => value),
    ).toEqual([420]);
  });

  it('names the queues of a broker, the fullest first', () => {
    const reading = aReading(erpBroker, {
      messages: 7,
      consumers: 1,
      'queueMessages:old': 1,
      'queueConsumers:old': 0,
      'queueMessages:stock-changes': 6,
    });
    expect(
      readingFigures(t, reading).map(({ label, text }) => `${label}: ${text}`),
    ).toEqual([
      'Messages in all queues: 7',
      'Consumers: 1',
      'Queue stock-changes: messages: 6',
      'Queue old: messages: 1',
      'Queue old: consumers: 0',
    ]);
  });

  it('calls the messages of a dead-letter queue what they are', () => {
    const [first] = readingFigures(t, aReading(loyaltyQueue, figures), true);
    expect(first.label).toBe('Dead letters');
  });
});

describe('figureSeries', () => {
  it('is the course of one figure, without the gaps', () => {
    const readings = [
      aReading(loyaltyQueue, figures, '2026-01-01T00:00:00Z'),
      aReading(
        loyaltyQueue,
        { visible: 9, inFlight: 0, delayed: 0 },
        '2026-01-01T00:00:05Z',
      ),
    ];
    expect(figureSeries(readings, 'visible').map(p => p.value)).toEqual([3, 9]);
    expect(figureSeries(readings, 'oldestAgeSeconds')).toHaveLength(1);
  });
});
