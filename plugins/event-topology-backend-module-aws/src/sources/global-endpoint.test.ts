import { Sandbox, startSandbox } from '@ecs-eda/aws-sandbox';
import { AwsAccountConfig } from '../config/aws-config';
import { Estate } from '../__testing__/Estate';
import { discover, testCalls } from '../__testing__/discover';
import { AwsCalls } from '../calls/aws-calls';

const ACCOUNT = '123456789012';
const PRIMARY = `arn:aws:events:eu-central-1:${ACCOUNT}:event-bus/shop`;
const SECONDARY = `arn:aws:events:eu-north-1:${ACCOUNT}:event-bus/shop`;
const ENDPOINT = `arn:aws:events:eu-central-1:${ACCOUNT}:endpoint/shop`;

// A machine that does much else takes its time over whole reads.
jest.setTimeout(30_000);

describe('a global endpoint', () => {
  let sandbox: Sandbox;
  let estate: Estate;
  let calls: AwsCalls;

  beforeEach(async () => {
    sandbox = await startSandbox({ port: 0 });
    estate = new Estate(sandbox.url);
    calls = testCalls(sandbox.url);
  });

  afterEach(async () => {
    estate.close();
    await calls.close();
    await sandbox.close();
  });

  async function found(regions = ['eu-central-1', 'eu-north-1']) {
    const accounts: AwsAccountConfig[] = [{ accountId: ACCOUNT, regions }];
    const { nodes, edges, scopes } = await discover(calls, { accounts });
    expect(scopes.flatMap(scope => scope.errors)).toEqual([]);
    return {
      node: (id: string) => nodes.find(one => one.id === id),
      edges,
    };
  }

  it('leads to the bus of both regions, and says when', async () => {
    await estate.globalEndpoint('shop', {
      secondaryRegion: 'eu-north-1',
      replication: true,
    });

    const { node, edges } = await found();

    expect(node(ENDPOINT)).toMatchObject({
      kind: 'global-endpoint',
      name: 'shop',
      region: 'eu-central-1',
      attributes: {
        endpointId: expect.stringMatching(/\.veo$/),
        replicationState: 'ENABLED',
        healthCheckArn: 'arn:aws:route53:::healthcheck/0a1b',
        primaryBusArn: PRIMARY,
        secondaryBusArn: SECONDARY,
        secondaryRegion: 'eu-north-1',
        roleArn: `arn:aws:iam::${ACCOUNT}:role/replication`,
      },
    });
    expect(node(SECONDARY)).toMatchObject({ kind: 'event-bus' });
    expect(edges.filter(edge => edge.from === ENDPOINT)).toEqual(
      [
        [PRIMARY, 'primary'],
        [SECONDARY, 'secondary'],
      ].map(([to, failoverRole]) =>
        expect.objectContaining({
          kind: 'publishes',
          to,
          confidence: 'configured',
          details: { failoverRole },
          evidence: [
            expect.objectContaining({ operation: 'events:ListEndpoints' }),
          ],
        }),
      ),
    );
  });

  it('leads to a stand-in where the other region is not read', async () => {
    await estate.globalEndpoint('shop', { secondaryRegion: 'eu-north-1' });

    const { node } = await found(['eu-central-1']);

    expect(node(SECONDARY)).toMatchObject({
      kind: 'external',
      attributes: { description: expect.stringContaining('eu-north-1') },
    });
  });

  it.each(['a tag', 'the environment'])(
    'is joined to the service that publishes by it, by %s',
    async by => {
      await estate.globalEndpoint('shop', { secondaryRegion: 'eu-north-1' });
      const { node: before } = await found();
      const endpoint = before(ENDPOINT);
      const endpointId =
        endpoint?.kind === 'global-endpoint'
          ? endpoint.attributes.endpointId ?? ''
          : '';
      await estate.service(
        'order',
        by === 'a tag'
          ? { tags: { 'event-topology:produces': 'global-endpoint/shop' } }
          : { environment: { EVENT_ENDPOINT_ID: endpointId } },
      );

      const { edges } = await found();

      expect(edges).toContainEqual(
        expect.objectContaining({
          from: `arn:aws:ecs:eu-central-1:${ACCOUNT}:service/shop/order`,
          kind: 'publishes',
          to: ENDPOINT,
          confidence: by === 'a tag' ? 'declared' : 'inferred',
        }),
      );
    },
  );
});
