import { TestDatabases } from '@backstage/backend-test-utils';
import { createAgent } from '../__testUtils__/create-agent';
import {
  loyalty,
  queue,
  queueArn,
  service,
  serviceArn,
} from '../__testUtils__/estate';
import { migrated } from '../__testUtils__/migrated';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

async function agent(found = loyalty()) {
  return createAgent({ knex: await migrated(databases), found });
}

describe('get-current-figures', () => {
  it('tells figures, their age and source, and how the node is doing', async () => {
    const { ask, clock } = await agent();
    clock.advance(7);

    expect(
      await ask('get-current-figures', {
        nodes: [queueArn('loyalty'), serviceArn('loyalty')],
      }),
    ).toEqual({
      nodes: [
        expect.objectContaining({
          id: queueArn('loyalty'),
          health: 'healthy',
          findings: [],
          figures: { visible: 1, inFlight: 0, delayed: 0 },
          ageSeconds: 7,
          source: 'cloudwatch:GetMetricData',
        }),
        expect.not.objectContaining({ figures: expect.anything() }),
      ],
    });
  });

  it('has the nodes read closely from then on', async () => {
    const { ask, interests } = await agent();

    await ask('get-current-figures', { nodes: [queueArn('loyalty')] });

    expect((await interests.active()).nodeIds).toEqual([queueArn('loyalty')]);
  });

  it('takes a name that one node has, and asks back about others', async () => {
    const { ask } = await agent(
      loyalty({ nodes: [queue('orders'), queue('both'), service('both')] }),
    );
    const about = (name: string) =>
      ask('get-current-figures', { nodes: [name] });

    expect(await about('orders')).toHaveProperty(
      'nodes.0.id',
      queueArn('orders'),
    );
    await expect(about('both')).rejects.toThrow(
      `ecs-service ${serviceArn('both')}`,
    );
    await expect(about('order')).rejects.toThrow(
      `Is one of these meant: queue ${queueArn('orders')}`,
    );
  });

  it('answers about a node once', async () => {
    const { ask } = await agent();

    const answer = await ask('get-current-figures', {
      nodes: [queueArn('loyalty'), queueArn('loyalty')],
    });

    expect(answer).toHaveProperty('nodes.length', 1);
  });
});
