import { apiDestinationBacklog } from './api-destination-backlog';

describe('apiDestinationBacklog', () => {
  it('is nothing while the limit is above the peak', () => {
    expect(
      apiDestinationBacklog({
        invocationRateLimitPerSecond: 300,
        peakEventsPerSecond: 200,
        peakSeconds: 3_600,
      }),
    ).toEqual({ backlogEvents: 0, longestWaitSeconds: 0, lateEvents: 0 });
  });

  it('grows by what comes faster than the limit, and drains at the limit', () => {
    expect(
      apiDestinationBacklog({
        invocationRateLimitPerSecond: 10,
        peakEventsPerSecond: 100,
        peakSeconds: 600,
      }),
    ).toEqual({
      backlogEvents: 54_000,
      longestWaitSeconds: 5_400,
      lateEvents: 0,
    });
  });

  it('counts the events that wait longer than a day', () => {
    const { longestWaitSeconds, lateEvents } = apiDestinationBacklog({
      invocationRateLimitPerSecond: 1,
      peakEventsPerSecond: 101,
      peakSeconds: 1_000,
    });
    expect(longestWaitSeconds).toBe(100_000);
    expect(lateEvents).toBe(100_000 - 86_400);
  });

  it.each([0, -1, NaN, Infinity])('refuses a limit of %d', limit => {
    expect(() =>
      apiDestinationBacklog({
        invocationRateLimitPerSecond: limit,
        peakEventsPerSecond: 1,
        peakSeconds: 1,
      }),
    ).toThrow('invocationRateLimitPerSecond must be a number above 0');
  });
});
