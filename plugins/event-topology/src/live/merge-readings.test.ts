import { aReading } from '../__fixtures__/build-topology';
import { loyaltyQueue } from '../__fixtures__/shop';
import { mergeReadings } from './merge-readings';

const at = (second: number) =>
  aReading(
    loyaltyQueue,
    { visible: second, inFlight: 0, delayed: 0 },
    new Date(second * 1000).toISOString(),
  );

describe('mergeReadings', () => {
  it('is in order of time, each moment once', () => {
    const merged = mergeReadings([at(1), at(3)], [at(2), at(3)]);
    expect(merged.map(reading => reading.at)).toEqual(
      [at(1), at(2), at(3)].map(reading => reading.at),
    );
  });

  it('lets the oldest go', () => {
    const many = Array.from({ length: 700 }, (_, i) => at(i));
    const merged = mergeReadings(many, [at(700)]);
    expect(merged.length).toBeLessThanOrEqual(600);
    expect(merged[merged.length - 1]).toEqual(at(700));
  });
});
