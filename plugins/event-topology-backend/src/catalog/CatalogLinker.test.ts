import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { TopologyNode } from '@ecs-eda/plugin-event-topology-common';
import { FakeClock } from '../__testUtils__/FakeClock';
import { queue, queueArn, service } from '../__testUtils__/estate';
import { CatalogLinker } from './CatalogLinker';

function component(name: string, spec: Entity['spec'] = {}): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name, title: name.toUpperCase() },
    spec,
  };
}

const annotated: Entity = {
  ...component('loyalty-queue', { owner: 'shop', system: 'black-friday' }),
  kind: 'Resource',
  metadata: {
    name: 'loyalty-queue',
    namespace: 'loyalty',
    annotations: { 'aws.amazon.com/arn': queueArn('loyalty') },
  },
};

function setUp(entities: Entity[]) {
  const clock = new FakeClock();
  const catalog = catalogServiceMock({ entities });
  const linker = new CatalogLinker({
    catalog,
    auth: mockServices.auth({ pluginId: 'event-topology' }),
    logger: mockServices.logger.mock(),
    now: clock.now,
  });
  const link = async (nodes: TopologyNode[]) =>
    (await linker.linkFor(nodes))(nodes).map(({ catalog: linked }) => linked);
  return { clock, catalog, linker, link };
}

describe('CatalogLinker', () => {
  it('links by annotation, with owner and system as full refs', async () => {
    const { link } = setUp([annotated, component('other')]);

    expect(await link([queue('loyalty'), queue('offers')])).toEqual([
      {
        entityRef: 'resource:loyalty/loyalty-queue',
        owner: 'group:loyalty/shop',
        system: 'system:loyalty/black-friday',
        matchedBy: 'aws.amazon.com/arn',
      },
      undefined,
    ]);
  });

  it('links nothing to an ARN of an account that is not read', async () => {
    const arn = 'arn:aws:sqs:eu-central-1:999999999999:inbox';
    const { link } = setUp([
      {
        ...annotated,
        metadata: {
          ...annotated.metadata,
          annotations: {
            'aws.amazon.com/arn': `${arn},${queueArn('loyalty')}`,
          },
        },
      },
    ]);
    const named: TopologyNode = {
      ...queue('inbox'),
      id: arn,
      kind: 'external',
      accountId: '999999999999',
      attributes: { protocol: 'account', endpoint: arn },
    };

    const links = await link([named, queue('loyalty')]);

    expect(links.map(linked => linked?.entityRef)).toEqual([
      undefined,
      'resource:loyalty/loyalty-queue',
    ]);
  });

  it('links by the tag that names a component, however it is written', async () => {
    const { link } = setUp([component('loyalty'), component('offers')]);

    const links = await link([
      queue('a', { 'event-topology:component': 'loyalty' }),
      queue('b', { 'event-topology:component': 'component:default/offers' }),
      queue('c', { 'event-topology:component': 'no/such:ref at all' }),
      queue('d', { 'event-topology:component': 'unknown' }),
    ]);

    expect(links.map(linked => linked?.entityRef)).toEqual([
      'component:default/loyalty',
      'component:default/offers',
      undefined,
      undefined,
    ]);
  });

  it('leaves out an owner that is no ref', async () => {
    const { link } = setUp([{ ...annotated, spec: { owner: '' } }]);

    const [linked] = await link([queue('loyalty')]);

    expect(linked?.entityRef).toBe('resource:loyalty/loyalty-queue');
    expect(linked).not.toHaveProperty('owner');
  });

  it('asks as the plugin, for the fields it needs, and not for every read', async () => {
    const { link, clock, catalog } = setUp([annotated]);
    const stream = jest.spyOn(catalog, 'streamEntities');

    await link([queue('loyalty')]);
    clock.advance(29);
    await link([queue('loyalty')]);
    expect(stream).toHaveBeenCalledTimes(1);
    expect(stream).toHaveBeenCalledWith(
      expect.objectContaining({
        fields: expect.not.arrayContaining(['spec', 'metadata', 'relations']),
      }),
      { credentials: mockCredentials.service('plugin:event-topology') },
    );

    clock.advance(2);
    await link([queue('loyalty')]);
    expect(stream).toHaveBeenCalledTimes(2);
  });

  it('asks anew when told to, so that a first read before the catalog was full is made up for', async () => {
    const { linker, catalog } = setUp([annotated]);
    const stream = jest.spyOn(catalog, 'streamEntities');

    await linker.linkFor([queue('loyalty')]);
    await linker.linkFor([queue('loyalty')], { fresh: true });

    expect(stream).toHaveBeenCalledTimes(2);
  });

  it('keeps the links of before when the catalog does not answer', async () => {
    const { linker, catalog } = setUp([]);
    jest.spyOn(catalog, 'getEntitiesByRefs').mockRejectedValue(new Error('no'));
    jest.spyOn(catalog, 'streamEntities').mockImplementation(() => {
      throw new Error('no');
    });
    const linked = {
      ...queue('loyalty'),
      catalog: { entityRef: 'resource:default/q', matchedBy: 'a' },
    };

    const link = await linker.linkFor([linked, service('loyalty')]);

    expect(link([queue('loyalty'), service('loyalty')])).toEqual([
      linked,
      service('loyalty'),
    ]);
  });
});
