import { metricWindow, newest, perMinute } from './metric-window';

const MINUTE = 60_000;
const now = Date.parse('2026-11-27T03:30:30Z');
const window = metricWindow(now);
const minute = (ago: number) =>
  Date.parse('2026-11-27T03:30:00Z') - ago * MINUTE;

describe('perMinute', () => {
  it('is zero when nothing happened', () => {
    expect(perMinute([], window)).toBe(0);
  });

  it('is the mean of the last three whole minutes; minutes without a value had none', () => {
    expect(
      perMinute(
        [
          { at: minute(1), value: 30 },
          { at: minute(3), value: 60 },
        ],
        window,
      ),
    ).toBe(30);
  });

  it('counts the minute under way for as long as it is', () => {
    expect(
      perMinute(
        [
          { at: minute(0), value: 25 },
          { at: minute(1), value: 50 },
          { at: minute(2), value: 50 },
          { at: minute(3), value: 1000 },
        ],
        window,
      ),
    ).toBe(50);
  });
});

describe('newest', () => {
  it('is nothing when nobody measured', () => {
    expect(newest([], window)).toBeUndefined();
  });

  it('holds for the end of its minute', () => {
    expect(
      newest(
        [
          { at: minute(2), value: 7 },
          { at: minute(1), value: 9 },
        ],
        window,
      ),
    ).toEqual({ value: 9, at: minute(0) });
  });

  it('never holds for the future', () => {
    expect(newest([{ at: minute(0), value: 9 }], window)?.at).toBe(now);
  });
});
