import { ConfigReader } from '@backstage/config';
import { readCollatorConfig } from './read-collator-config';

function read(eventTopology?: object) {
  return readCollatorConfig(
    new ConfigReader({ search: { collators: { eventTopology } } }),
  );
}

describe('readCollatorConfig', () => {
  it('needs nothing', () => {
    const nothing = readCollatorConfig(new ConfigReader({}));

    expect(nothing.documents).toEqual({
      mapPath: '/event-map',
      includeOwner: true,
    });
    expect(nothing.oncePerResource).toBe(true);
    expect(nothing.schedule.frequency).toEqual({ minutes: 10 });
  });

  it('takes what is configured', () => {
    const { schedule, documents, oncePerResource } = read({
      mapPath: '/topology',
      includeOwner: false,
      oncePerResource: false,
      schedule: { frequency: { minutes: 1 }, timeout: { seconds: 10 } },
    });

    expect(documents).toEqual({ mapPath: '/topology', includeOwner: false });
    expect(oncePerResource).toBe(false);
    expect(schedule.frequency).toEqual({ minutes: 1 });
  });

  it.each([
    ['mapPath', { mapPath: 'event-map' }],
    ['mapPath', { mapPath: '/event-map?a=b' }],
    ['schedule', { schedule: { frequency: { minutes: 1 } } }],
    ['includeOwner', { includeOwner: 'perhaps' }],
    ['oncePerResource', { oncePerResource: 'perhaps' }],
  ])('refuses a wrong %s by its name', (key, config) => {
    expect(() => read(config)).toThrow(`search.collators.eventTopology.${key}`);
  });
});
