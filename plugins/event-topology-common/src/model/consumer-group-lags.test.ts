import { consumerGroupLags } from './consumer-group-lags';

it('tells how far each group is behind, the furthest first', () => {
  expect(
    consumerGroupLags({
      bytesInPerSecond: 10,
      sumOffsetLag: 40,
      estimatedMaxTimeLagSeconds: 3,
      'sumOffsetLag:fraud': 2,
      'estimatedMaxTimeLagSeconds:fraud': 3,
      'sumOffsetLag:stuck': 40,
    }),
  ).toEqual([
    { consumerGroup: 'stuck', sumOffsetLag: 40 },
    {
      consumerGroup: 'fraud',
      sumOffsetLag: 2,
      estimatedMaxTimeLagSeconds: 3,
    },
  ]);
});

it('knows nothing of a topic that nobody reads', () => {
  expect(consumerGroupLags({ bytesInPerSecond: 10 })).toEqual([]);
});
