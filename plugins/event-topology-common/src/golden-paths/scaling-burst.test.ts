import {
  BURST_HORIZON_SECONDS,
  BurstInput,
  simulateBurst,
} from './scaling-burst';

const burst: BurstInput = {
  messages: 6_000,
  arrivalSeconds: 600,
  mode: 'backlog',
  processingSeconds: 1,
  minTasks: 1,
  maxTasks: 40,
  targetBacklogPerTask: 60,
  acceptableLatencySeconds: 900,
};

describe('simulateBurst', () => {
  it('leaves the service alone when one task keeps up', () => {
    const outcome = simulateBurst({ ...burst, messages: 300 });
    expect(outcome.peakTasks).toBe(1);
    expect(outcome.peakBacklog).toBe(0);
    expect(outcome.longestWaitSeconds).toBe(0);
    expect(outcome.drainedAfterSeconds).toBe(600);
    expect(outcome.latencyKept).toBe(true);
  });

  it('takes as long as one task needs when nothing scales', () => {
    const outcome = simulateBurst({
      ...burst,
      messages: 1_000,
      arrivalSeconds: 0,
      maxTasks: 1,
    });
    expect(outcome.drainedAfterSeconds).toBe(1_000);
    expect(outcome.longestWaitSeconds).toBe(995);
    expect(outcome.latencyKept).toBe(false);
  });

  it('adds no task before the alarm has seen three minutes and one has started', () => {
    const { samples } = simulateBurst(burst);
    const first = samples.find(sample => sample.runningTasks > 1)!;
    expect(first.seconds).toBeGreaterThan(180);
    expect(first.seconds).toBeLessThanOrEqual(300);
  });

  it('brings the backlog down to the target of each task', () => {
    const outcome = simulateBurst(burst);
    expect(outcome.peakTasks).toBeGreaterThan(10);
    expect(outcome.peakTasks).toBeLessThanOrEqual(40);
    expect(outcome.latencyKept).toBe(true);
  });

  it('is done later the fewer tasks are allowed', () => {
    const drained = [40, 15, 12].map(
      maxTasks => simulateBurst({ ...burst, maxTasks }).drainedAfterSeconds!,
    );
    expect(drained).toEqual([...drained].sort((a, b) => a - b));
    expect(new Set(drained).size).toBe(3);
  });

  it('climbs by two tasks every five minutes when it goes by steps', () => {
    const { samples } = simulateBurst({ ...burst, mode: 'steps' });
    const climbs = samples.filter(
      (sample, index) =>
        index > 0 && sample.runningTasks > samples[index - 1].runningTasks,
    );
    expect(climbs.slice(0, 3).map(sample => sample.runningTasks)).toEqual([
      3, 5, 7,
    ]);
    expect(climbs[1].seconds - climbs[0].seconds).toBeGreaterThanOrEqual(290);
  });

  it('goes back to the minimum only while nothing waits', () => {
    const { samples } = simulateBurst({
      ...burst,
      messages: 10_800,
      arrivalSeconds: 7_200,
      mode: 'steps',
    });
    const before = samples.filter(
      (sample, index) =>
        index + 1 < samples.length &&
        samples[index + 1].runningTasks < sample.runningTasks,
    );
    expect(before.length).toBeGreaterThan(0);
    expect(before.map(sample => sample.backlog)).toEqual(before.map(() => 0));
  });

  it('never leaves the bounds of the service', () => {
    for (const mode of ['steps', 'backlog'] as const) {
      const { samples } = simulateBurst({
        ...burst,
        mode,
        minTasks: 2,
        maxTasks: 7,
      });
      const tasks = samples.map(sample => sample.runningTasks);
      expect(Math.min(...tasks)).toBe(2);
      expect(Math.max(...tasks)).toBe(7);
    }
  });

  it('starts from nothing when the minimum is nothing', () => {
    const outcome = simulateBurst({ ...burst, minTasks: 0, messages: 600 });
    expect(outcome.samples[0].runningTasks).toBe(0);
    expect(outcome.drainedAfterSeconds).toBeDefined();
  });

  it('says nothing of an end that lies behind the horizon', () => {
    const outcome = simulateBurst({
      ...burst,
      messages: 1_000_000,
      maxTasks: 2,
    });
    expect(outcome.drainedAfterSeconds).toBeUndefined();
    expect(outcome.latencyKept).toBe(false);
    expect(outcome.samples[outcome.samples.length - 1].seconds).toBe(
      BURST_HORIZON_SECONDS,
    );
    expect(outcome.samples.length).toBeLessThanOrEqual(242);
  });
});
