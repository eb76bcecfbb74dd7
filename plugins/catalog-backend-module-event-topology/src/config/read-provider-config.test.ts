import { mockServices } from '@backstage/backend-test-utils';
import { JsonObject } from '@backstage/types';
import { readProviderConfig } from './read-provider-config';

function read(eventTopology?: JsonObject) {
  return readProviderConfig(
    mockServices.rootConfig({
      data: { catalog: { providers: eventTopology ? { eventTopology } : {} } },
    }),
  );
}

it('is off without its section', () => {
  expect(read()).toBeUndefined();
});

it('has a default for all but the owner', () => {
  expect(read({ defaultOwner: 'platform' })).toEqual({
    defaultOwner: 'group:default/platform',
    ownerTags: ['event-topology:owner', 'owner', 'team'],
    systemTags: ['event-topology:system', 'system'],
    entityNames: 'readable',
    schedule: {
      frequency: { minutes: 5 },
      timeout: { minutes: 3 },
      initialDelay: { seconds: 15 },
    },
  });
});

it('takes what is configured', () => {
  expect(
    read({
      defaultOwner: 'user:shop/sarah',
      ownerTags: ['cost-centre'],
      systemTags: [],
      entityNames: 'opaque',
      schedule: { frequency: { hours: 1 }, timeout: { minutes: 1 } },
    }),
  ).toEqual({
    defaultOwner: 'user:shop/sarah',
    ownerTags: ['cost-centre'],
    systemTags: [],
    entityNames: 'opaque',
    schedule: { frequency: { hours: 1 }, timeout: { minutes: 1 } },
  });
});

it.each([
  ['defaultOwner', { ownerTags: ['owner'] }],
  ['defaultOwner', { defaultOwner: 'Nobody at all' }],
  ['entityNames', { defaultOwner: 'platform', entityNames: 'secret' }],
  ['schedule', { defaultOwner: 'platform', schedule: { frequency: 'often' } }],
  [
    'schedule.scope',
    {
      defaultOwner: 'platform',
      schedule: {
        frequency: { minutes: 5 },
        timeout: { minutes: 1 },
        scope: 'local',
      },
    },
  ],
])('refuses a wrong %s by its name', (key, config) => {
  expect(() => read(config)).toThrow(`catalog.providers.eventTopology.${key}`);
});
