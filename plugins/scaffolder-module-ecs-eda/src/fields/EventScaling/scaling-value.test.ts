import { DEFAULT_SCALING, verdictOn, withTarget } from './scaling-value';

describe('the value of scaling', () => {
  it('begins with a target that follows from its own figures', () => {
    expect(withTarget(DEFAULT_SCALING)).toEqual(DEFAULT_SCALING);
  });

  it('gets another target with another latency', () => {
    expect(
      withTarget({ ...DEFAULT_SCALING, acceptableLatencySeconds: 300 }),
    ).toMatchObject({ targetBacklogPerTask: 300 });
  });

  it('has no target while a figure is missing', () => {
    const draft = { ...DEFAULT_SCALING, processingSeconds: undefined };
    expect(withTarget(draft).targetBacklogPerTask).toBe(undefined);
    expect(verdictOn(draft)).toEqual({
      field: 'processingSeconds',
      rule: 'must be a number above 0',
    });
  });

  it('suggests a maximum from the peak, whatever was typed', () => {
    expect(
      verdictOn({
        ...DEFAULT_SCALING,
        peakMessagesPerSecond: 40,
        maxTasks: 10,
      }),
    ).toMatchObject({ suggestedMaxTasks: 50 });
  });
});
