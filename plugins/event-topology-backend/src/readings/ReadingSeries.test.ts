import { Reading } from '@ecs-eda/plugin-event-topology-common';
import { ReadingSeries } from './ReadingSeries';

const START = Date.parse('2026-11-27T10:00:00.000Z');

function depth(
  seconds: number,
  visible: number,
  more: { oldestAgeSeconds?: number; source?: string } = {},
): Reading {
  const { source = 'sqs:GetQueueAttributes', ...figures } = more;
  return {
    nodeId: 'queue',
    kind: 'queue',
    at: new Date(START + seconds * 1000).toISOString(),
    source,
    figures: { visible, inFlight: 0, delayed: 0, ...figures },
  };
}

function series(maxPoints = 100, maxAgeSeconds = 3600): ReadingSeries {
  return new ReadingSeries({ maxPoints, maxAgeSeconds });
}

describe('ReadingSeries', () => {
  it('gives back what it was given', () => {
    const held = series();
    const given = [
      depth(0, 1),
      depth(3, 2, { oldestAgeSeconds: 7 }),
      depth(6, 3, { source: 'cloudwatch:GetMetricData' }),
    ];
    given.forEach(reading => held.add(reading));

    expect(held.readings()).toEqual(given);
  });

  it('passes over what is not new', () => {
    const held = series();
    held.add(depth(3, 1));
    held.add(depth(3, 2));
    held.add(depth(0, 3));

    expect(held.readings()).toEqual([depth(3, 1)]);
  });

  it('keeps the first and the last of a run of equal readings', () => {
    const held = series();
    for (let second = 0; second < 60; second += 3) {
      held.add(depth(second, 5));
    }
    held.add(depth(60, 6));

    expect(held.readings()).toEqual([depth(0, 5), depth(57, 5), depth(60, 6)]);
  });

  it('tells a figure that is missing from one that is there', () => {
    const held = series();
    held.add(depth(0, 5));
    held.add(depth(3, 5));
    held.add(depth(6, 5, { oldestAgeSeconds: 0 }));

    expect(held.length).toBe(3);
    expect(held.readings()[2].figures).toHaveProperty('oldestAgeSeconds', 0);
    expect(held.readings()[0].figures).not.toHaveProperty('oldestAgeSeconds');
  });

  it('holds no more than it may, with the detail at the near end', () => {
    const held = series(20);
    for (let point = 0; point < 500; point++) {
      held.add(depth(point * 3, point));
      expect(held.length).toBeLessThanOrEqual(20);
    }

    const seconds = held
      .readings()
      .map(({ at }) => (Date.parse(at) - START) / 1000);
    expect(seconds.slice(-10)).toEqual(
      Array.from({ length: 10 }, (_, n) => (490 + n) * 3),
    );
    expect(seconds[0]).toBe(0);
    expect([...seconds].sort((a, b) => a - b)).toEqual(seconds);
  });

  it('lets go of what is too old', () => {
    const held = series(100, 60);
    held.add(depth(0, 1));
    held.add(depth(30, 2));
    held.add(depth(61, 3));

    expect(held.readings()).toEqual([depth(30, 2), depth(61, 3)]);
  });
});
