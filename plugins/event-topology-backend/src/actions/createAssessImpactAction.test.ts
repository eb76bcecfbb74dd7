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

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

describe('assess-impact', () => {
  it('tells what breaks if a queue goes, and what is in it', async () => {
    const { ask, topology } = await createAgent({
      knex: await migrated(databases),
      found: loyalty(),
    });

    const answer = await ask('assess-impact', { node: queueArn('loyalty') });

    expect(answer).toEqual({
      node: expect.objectContaining({ id: queueArn('loyalty') }),
      starved: [
        expect.objectContaining({
          id: serviceArn('loyalty'),
          steps: 1,
          loses: 'everything',
        }),
      ],
      blocked: [],
      upstreamCount: 0,
      deadLettersFrom: [],
      scaledBy: [],
      figures: { visible: 1, inFlight: 0, delayed: 0 },
      generatedAt: topology.snapshot?.generatedAt,
    });
  });

  it('stays short for what everything hangs on', async () => {
    const names = Array.from({ length: 60 }, (_, index) => `worker-${index}`);
    const { ask } = await createAgent({
      knex: await migrated(databases),
      found: loyalty({
        nodes: [queue('loyalty'), ...names.map(name => service(name))],
        edges: names.map(name => polls('loyalty', name)),
      }),
    });

    const answer = await ask('assess-impact', { node: 'loyalty' });

    expect(answer).toHaveProperty('starved.length', 40);
    expect(answer).toHaveProperty(
      'leftOut',
      expect.stringMatching(/^20 of 60 starved nodes\. /),
    );
    expect(JSON.stringify(answer).length).toBeLessThan(16_000);
  });
});
