import { mockCredentials } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { refreshLocationsBelow } from './refresh-locations';

function location(name: string, file: string, spec: object): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Location',
    metadata: {
      name,
      annotations: { 'backstage.io/managed-by-location': file },
    },
    spec: { ...spec },
  };
}

describe('refreshLocationsBelow', () => {
  it('refreshes the locations that read there, however they say so, and no others', async () => {
    const catalog = catalogServiceMock({
      entities: [
        location('configured', 'file:/srv/generated/*/catalog-info.yaml', {
          type: 'file',
          target: '/srv/generated/*/catalog-info.yaml',
        }),
        location('relative', 'file:/srv/examples/repositories.yaml', {
          type: 'file',
          targets: ['./a.yaml', '../generated/*/catalog-info.yaml'],
        }),
        location('same-type', 'file:/srv/repositories.yaml', {
          targets: ['./generated/one/catalog-info.yaml'],
        }),
        location('elsewhere', 'file:/srv/org.yaml', {
          type: 'file',
          target: '/srv/generated-not/catalog-info.yaml',
        }),
        location('remote', 'url:https://example.com/x.yaml', {
          targets: ['./srv/generated/x.yaml'],
        }),
      ],
    });
    const refreshed: string[] = [];
    catalog.refreshEntity = async ref => {
      refreshed.push(ref);
    };

    await expect(
      refreshLocationsBelow('/srv/generated', {
        catalog,
        credentials: mockCredentials.service(),
      }),
    ).resolves.toEqual(refreshed);
    expect(refreshed).toEqual([
      'location:default/configured',
      'location:default/relative',
      'location:default/same-type',
    ]);
  });
});
