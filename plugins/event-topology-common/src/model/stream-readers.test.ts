import { consumerOfFigure, streamReaderLags } from './stream-readers';

const quiet = { incomingRecordsPerMinute: 0, throttledRecordsPerMinute: 0 };

describe('streamReaderLags', () => {
  it('gives registered consumers one by one and the others as one, the slowest first', () => {
    expect(
      streamReaderLags({
        ...quiet,
        iteratorAgeSeconds: 20,
        'consumerLagSeconds:fraud': 3,
        'consumerLagSeconds:analytics': 90,
      }),
    ).toEqual([
      { consumerName: 'analytics', seconds: 90 },
      { seconds: 20 },
      { consumerName: 'fraud', seconds: 3 },
    ]);
  });

  it('is empty when nobody reads', () => {
    expect(streamReaderLags(quiet)).toEqual([]);
  });
});

it('knows the consumer that a figure is of', () => {
  expect(consumerOfFigure('consumerLagSeconds:fraud-2')).toBe('fraud-2');
  expect(consumerOfFigure('iteratorAgeSeconds')).toBeUndefined();
});
