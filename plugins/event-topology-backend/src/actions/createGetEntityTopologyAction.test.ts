import { TestDatabases } from '@backstage/backend-test-utils';
import { createAgent } from '../__testUtils__/create-agent';
import {
  loyalty,
  polls,
  queue,
  queueArn,
  service,
  serviceArn,
} from '../__testUtils__/estate';
import { migrated } from '../__testUtils__/migrated';
import { loyaltyEntity } from '../__testUtils__/shared-estate';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const entity = {
  ...loyaltyEntity,
  metadata: {
    name: 'loyalty',
    annotations: {
      'aws.amazon.com/amazon-ecs-service-arn': serviceArn('loyalty'),
      'aws.amazon.com/arn': 'arn:aws:sqs:eu-central-1:999999999999:foreign',
    },
  },
};

async function agent(found = loyalty()) {
  return createAgent({
    knex: await migrated(databases),
    found,
    entities: [entity],
  });
}

describe('get-entity-topology', () => {
  it('tells what an entity is, what is around it and by which evidence', async () => {
    const { ask, topology } = await agent();

    expect(await ask('get-entity-topology', { entityRef: 'loyalty' })).toEqual({
      entityRef: 'component:default/loyalty',
      ownNodeIds: [serviceArn('loyalty')],
      nodes: [
        {
          id: serviceArn('loyalty'),
          kind: 'ecs-service',
          name: 'loyalty',
          accountId: '123456789012',
          region: 'eu-central-1',
          entityRef: 'component:default/loyalty',
          owner: 'group:default/loyalty-team',
        },
        expect.objectContaining({ id: queueArn('loyalty'), kind: 'queue' }),
      ],
      edges: [
        {
          from: queueArn('loyalty'),
          kind: 'polls',
          to: serviceArn('loyalty'),
          confidence: 'inferred',
          evidence:
            'ecs:DescribeTaskDefinition containerDefinitions[].environment[].value',
        },
      ],
      problems: [expect.stringContaining('which is in account 999999999999')],
      generatedAt: topology.snapshot?.generatedAt,
    });
  });

  it('keeps the nearest of many, and says what it left out', async () => {
    const names = Array.from({ length: 50 }, (_, index) => `queue-${index}`);
    const { ask } = await agent(
      loyalty({
        nodes: [service('loyalty'), ...names.map(name => queue(name))],
        edges: names.map(name => polls(name, 'loyalty')),
      }),
    );

    const answer = await ask('get-entity-topology', { entityRef: 'loyalty' });

    expect(answer).toEqual(
      expect.objectContaining({
        ownNodeIds: [serviceArn('loyalty')],
        leftOut: expect.stringMatching(/^11 of 51 nodes, 11 of 50 edges\. /),
      }),
    );
    expect(answer).toHaveProperty('nodes.length', 40);
    expect(answer).toHaveProperty('edges.length', 39);
  });

  it('says when there is no such entity', async () => {
    const { ask } = await agent();

    await expect(
      ask('get-entity-topology', { entityRef: 'component:default/none' }),
    ).rejects.toThrow('There is no entity component:default/none');
  });
});
