import { Sandbox, startSandbox } from '@ecs-eda/aws-sandbox';
import { Estate } from '../__testing__/Estate';
import { discover, testCalls } from '../__testing__/discover';
import { AwsCalls } from '../calls/aws-calls';

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

async function invoked(destinationArn: string) {
  const { edges, nodes, scopes } = await discover(calls);
  expect(scopes.flatMap(one => one.errors)).toEqual([]);
  return edges
    .filter(edge => edge.from === destinationArn)
    .map(edge => ({
      ...edge,
      name: nodes.find(node => node.id === edge.to)?.name,
    }));
}

describe('an API destination is joined with', () => {
  it('the service behind the load balancer that its URL names', async () => {
    const { dnsName, targetGroupArn } = await estate.loadBalancer('payments');
    const other = await estate.loadBalancer('others');
    await estate.service('payment', { targetGroupArn });
    await estate.service('other', { targetGroupArn: other.targetGroupArn });
    const destination = await estate.apiDestination(
      'payment',
      `https://${dnsName}/payments`,
    );

    const edges = await invoked(destination);

    expect(edges).toMatchObject([
      { kind: 'invokes', confidence: 'configured', name: 'payment' },
    ]);
    expect(edges[0].evidence.map(one => one.operation)).toEqual([
      'events:ListApiDestinations',
      'elasticloadbalancing:DescribeLoadBalancers',
      'elasticloadbalancing:DescribeRules',
      'ecs:DescribeServices',
    ]);
  });

  it('the service behind its private connection', async () => {
    const { dnsName, targetGroupArn } = await estate.loadBalancer('payments', {
      scheme: 'internal',
      port: 443,
    });
    await estate.service('payment', { targetGroupArn });
    const destination = await estate.apiDestination(
      'payment',
      'https://payments.shop.internal/payments',
      {
        resourceConfigurationArn: await estate.resourceConfiguration(
          'payments',
          dnsName,
        ),
      },
    );

    const edges = await invoked(destination);

    expect(edges).toMatchObject([{ kind: 'invokes', name: 'payment' }]);
    expect(edges[0].evidence.map(one => one.operation)).toEqual([
      'events:ListApiDestinations',
      'events:DescribeConnection',
      'vpc-lattice:GetResourceConfiguration',
      'elasticloadbalancing:DescribeLoadBalancers',
      'elasticloadbalancing:DescribeRules',
      'ecs:DescribeServices',
    ]);
  });

  it('the service whose listener rule waits for a host name of its own', async () => {
    const { targetGroupArn } = await estate.loadBalancer('payments', {
      port: 443,
      hostPattern: 'payments.shop.example',
    });
    const other = await estate.loadBalancer('others', {
      port: 443,
      hostPattern: 'others.shop.example',
    });
    await estate.service('payment', { targetGroupArn });
    await estate.service('other', { targetGroupArn: other.targetGroupArn });
    const destination = await estate.apiDestination(
      'payment',
      'https://payments.shop.example/',
    );

    expect(await invoked(destination)).toMatchObject([{ name: 'payment' }]);
  });

  it('the host that it calls, when that is somebody else', async () => {
    const destination = await estate.apiDestination(
      'crm',
      'https://api.crm.example/events',
    );

    expect(await invoked(destination)).toMatchObject([
      {
        to: 'urn:event-topology:http:api.crm.example',
        confidence: 'configured',
      },
    ]);
    expect(
      sandbox.calls.total({ action: 'elasticloadbalancing:DescribeListeners' }),
    ).toBe(0);
  });
});

describe('load balancers', () => {
  it('are not read when there is no API destination', async () => {
    const { targetGroupArn } = await estate.loadBalancer('payments');
    await estate.service('payment', { targetGroupArn });
    sandbox.calls.reset();

    await discover(calls);

    expect(
      Object.keys(sandbox.calls.byAction()).filter(action =>
        action.startsWith('elasticloadbalancing:'),
      ),
    ).toEqual([]);
  });
});
