import { areaPath, CHART, stepPath, ticksUpTo } from './burst-path';

const sample = (seconds: number, backlog: number, runningTasks: number) => ({
  seconds,
  backlog,
  runningTasks,
  oldestAgeSeconds: 0,
});

describe('the chart of a burst', () => {
  const samples = [sample(0, 0, 1), sample(60, 100, 1), sample(120, 50, 2)];

  it('draws the area under the backlog from edge to edge', () => {
    expect(areaPath(samples, one => one.backlog, 100)).toBe(
      'M64 156L64 156L328 12L592 84L592 156Z',
    );
  });

  it('draws tasks as steps that hold until they change', () => {
    expect(stepPath(samples, one => one.runningTasks, 2)).toBe(
      'M64 84H328V84H592V12',
    );
  });

  it('stays at the bottom when there is nothing to show', () => {
    expect(stepPath([sample(0, 0, 0)], one => one.runningTasks, 0)).toBe(
      `M${CHART.left} ${CHART.bottom}`,
    );
  });

  it.each([
    [20, [5, 10, 15]],
    [600, [120, 240, 360, 480]],
    [21_600, [3_600, 7_200, 10_800, 14_400, 18_000]],
  ])('puts round times on an axis of %d seconds', (end, ticks) => {
    expect(ticksUpTo(end)).toEqual(ticks);
  });
});
