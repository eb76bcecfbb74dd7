import { mockServices } from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import { readTopologyConfig } from './read-topology-config';

function read(eventTopology?: JsonObject) {
  return readTopologyConfig(
    mockServices.rootConfig({ data: eventTopology ? { eventTopology } : {} }),
  );
}

describe('readTopologyConfig', () => {
  it('has a default for everything', () => {
    expect(read()).toEqual({
      schedule: { frequency: { minutes: 2 }, timeout: { minutes: 5 } },
      scheduleSeconds: 120,
      timeoutSeconds: 300,
      readings: {
        frequencySeconds: 15,
        idleFrequencySeconds: 120,
        watchedFrequencySeconds: 3,
      },
    });
  });

  it('takes durations in every form that Backstage has', () => {
    const config = read({
      schedule: { frequency: '1m', timeout: 'PT30S' },
      readings: {
        frequency: { seconds: 5 },
        watchedFrequency: '2 seconds',
        idleFrequency: 'PT10M',
      },
    });

    expect(config).toEqual(
      expect.objectContaining({
        scheduleSeconds: 60,
        timeoutSeconds: 30,
        readings: {
          frequencySeconds: 5,
          idleFrequencySeconds: 600,
          watchedFrequencySeconds: 2,
        },
      }),
    );
  });

  it('never idles faster than it works', () => {
    expect(read({ readings: { frequency: { minutes: 10 } } }).readings).toEqual(
      expect.objectContaining({
        frequencySeconds: 600,
        idleFrequencySeconds: 600,
      }),
    );
  });

  it.each([
    ['*/10 * * * *', 600],
    // From six in the evening to eight in the morning, hour by hour else.
    ['0 8-18 * * *', 14 * 3600],
  ])('counts the longest pause of %s', (cron, seconds) => {
    expect(
      read({ schedule: { frequency: { cron }, timeout: '1m' } })
        .scheduleSeconds,
    ).toBe(seconds);
  });

  it.each<[string, JsonObject]>([
    ['eventTopology.schedule', { schedule: { frequency: '1m' } }],
    [
      'eventTopology.schedule',
      { schedule: { frequency: '12', timeout: '1m' } },
    ],
    [
      'eventTopology.schedule.scope',
      { schedule: { frequency: '1m', timeout: '1m', scope: 'local' } },
    ],
    [
      'eventTopology.schedule.frequency',
      { schedule: { frequency: '1s', timeout: '1m' } },
    ],
    [
      'eventTopology.schedule.frequency',
      { schedule: { frequency: { cron: 'often' }, timeout: '1m' } },
    ],
    [
      'eventTopology.schedule.timeout',
      { schedule: { frequency: '1m', timeout: { seconds: 0 } } },
    ],
    ['eventTopology.readings.frequency', { readings: { frequency: 15 } }],
    ['eventTopology.readings.frequency', { readings: { frequency: '2h' } }],
    [
      'eventTopology.readings.watchedFrequency',
      { readings: { watchedFrequency: '20s' } },
    ],
    [
      'eventTopology.readings.idleFrequency',
      { readings: { idleFrequency: '1s' } },
    ],
  ])('names %s when it is wrong', (key, eventTopology) => {
    expect(() => read(eventTopology)).toThrow(key);
  });
});
