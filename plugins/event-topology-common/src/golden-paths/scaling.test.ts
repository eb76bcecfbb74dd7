import { computeScaling, InvalidScalingError } from './scaling';

describe('computeScaling', () => {
  it('divides the acceptable latency by the processing time', () => {
    const advice = computeScaling({
      acceptableLatencySeconds: 300,
      processingSeconds: 2,
    });
    expect(advice.targetBacklogPerTask).toBe(150);
    expect(advice.reasons.targetBacklogPerTask).toBe(
      'A task that takes 2 seconds a message works off 150 messages in 5 minutes.',
    );
  });

  it('rounds the target down, so that the latency is kept', () => {
    expect(
      computeScaling({ acceptableLatencySeconds: 10, processingSeconds: 3 })
        .targetBacklogPerTask,
    ).toBe(3);
  });

  it('is not led astray by binary fractions', () => {
    expect(
      computeScaling({ acceptableLatencySeconds: 0.3, processingSeconds: 0.1 })
        .targetBacklogPerTask,
    ).toBe(3);
    expect(
      computeScaling({
        acceptableLatencySeconds: 60,
        processingSeconds: 0.1,
        peakMessagesPerSecond: 80,
        maxTasks: 8,
      }).warnings,
    ).toEqual([]);
  });

  it('runs at least one task, for without data nothing scales', () => {
    expect(
      computeScaling({ acceptableLatencySeconds: 60, processingSeconds: 1 }),
    ).toMatchObject({ minTasks: 1, maxTasks: 10 });
  });

  it('computes the maximum from the peak, with a quarter to catch up', () => {
    const advice = computeScaling({
      acceptableLatencySeconds: 60,
      processingSeconds: 0.5,
      peakMessagesPerSecond: 40,
    });
    expect(advice.maxTasks).toBe(25);
    expect(advice.reasons.maxTasks).toContain('20 tasks keep up with the peak');
  });

  it('never computes a maximum below the minimum that is asked for', () => {
    expect(
      computeScaling({
        acceptableLatencySeconds: 60,
        processingSeconds: 0.1,
        peakMessagesPerSecond: 1,
        minTasks: 4,
      }).maxTasks,
    ).toBe(4);
  });

  it('computes no more tasks than a service may have', () => {
    expect(
      computeScaling({
        acceptableLatencySeconds: 600,
        processingSeconds: 60,
        peakMessagesPerSecond: 1_000,
      }).maxTasks,
    ).toBe(5_000);
  });

  it('says by how much the queue grows when the maximum is too low', () => {
    expect(
      computeScaling({
        acceptableLatencySeconds: 60,
        processingSeconds: 1,
        peakMessagesPerSecond: 50,
        maxTasks: 20,
      }).warnings,
    ).toEqual([
      '50 tasks would keep up with 50 messages a second; with 20 tasks the queue grows by 30 messages a second while the peak lasts.',
    ]);
  });

  it('says that work longer than the latency can never be in time', () => {
    const advice = computeScaling({
      acceptableLatencySeconds: 10,
      processingSeconds: 30,
    });
    expect(advice.targetBacklogPerTask).toBe(1);
    expect(advice.warnings[0]).toMatch(/no number of tasks keeps that/);
  });

  it('warns of a minimum of nothing', () => {
    expect(
      computeScaling({
        acceptableLatencySeconds: 60,
        processingSeconds: 1,
        minTasks: 0,
      }).warnings[0],
    ).toMatch(/^With no task running/);
  });

  it.each([
    [2, 30],
    [20, 120],
    [3_600, 21_600],
    [36_000, 43_200],
  ])(
    'gives work of %d seconds a visibility timeout of %d seconds',
    (processingSeconds, timeout) => {
      expect(
        computeScaling({ acceptableLatencySeconds: 86_400, processingSeconds })
          .visibilityTimeoutSeconds,
      ).toBe(timeout);
    },
  );

  it('says that work beyond two hours needs a heartbeat', () => {
    expect(
      computeScaling({
        acceptableLatencySeconds: 86_400,
        processingSeconds: 7_201,
      }).warnings[0],
    ).toMatch(/must extend the visibility timeout/);
  });

  it.each([
    ['acceptableLatencySeconds', { acceptableLatencySeconds: 0 }],
    ['processingSeconds', { processingSeconds: -1 }],
    ['processingSeconds', { processingSeconds: NaN }],
    ['peakMessagesPerSecond', { peakMessagesPerSecond: Infinity }],
    ['minTasks', { minTasks: 1.5 }],
    ['maxTasks', { maxTasks: 0 }],
    ['maxTasks', { maxTasks: 5_001 }],
    ['maxTasks', { minTasks: 5, maxTasks: 4 }],
  ])('names %s as what to change for %p', (field, wrong) => {
    const compute = () =>
      computeScaling({
        acceptableLatencySeconds: 60,
        processingSeconds: 1,
        ...wrong,
      });
    expect(compute).toThrow(InvalidScalingError);
    expect(compute).toThrow(expect.objectContaining({ field }));
  });
});
