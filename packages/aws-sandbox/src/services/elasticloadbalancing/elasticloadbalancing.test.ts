import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateTargetGroupCommand,
  DeleteTargetGroupCommand,
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
  DescribeTagsCommand,
  DescribeTargetGroupsCommand,
  DescribeTargetHealthCommand,
  DuplicateLoadBalancerNameException,
  ElasticLoadBalancingV2Client,
  LoadBalancerNotFoundException,
  RegisterTargetsCommand,
  ResourceInUseException,
  paginateDescribeLoadBalancers,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { Sandbox, startSandbox } from '../../server';

describe('elastic load balancing', () => {
  let sandbox: Sandbox;
  let elb: ElasticLoadBalancingV2Client;

  beforeEach(async () => {
    sandbox = await startSandbox({ port: 0 });
    elb = new ElasticLoadBalancingV2Client({
      endpoint: sandbox.url,
      region: 'eu-central-1',
      credentials: { accessKeyId: '111122223333', secretAccessKey: 'x' },
    });
  });

  afterEach(async () => {
    elb.destroy();
    await sandbox.close();
  });

  async function createLoadBalancer(Name: string) {
    const { LoadBalancers } = await elb.send(
      new CreateLoadBalancerCommand({
        Name,
        Scheme: 'internal',
        Subnets: ['subnet-1', 'subnet-2'],
        Tags: [{ Key: 'team', Value: 'payments' }],
      }),
    );
    return LoadBalancers![0];
  }

  it('leads from a DNS name over the listener to the target group and its targets', async () => {
    const loadBalancer = await createLoadBalancer('payment');
    const { TargetGroups } = await elb.send(
      new CreateTargetGroupCommand({
        Name: 'payment',
        Protocol: 'HTTP',
        Port: 8080,
        TargetType: 'ip',
      }),
    );
    const TargetGroupArn = TargetGroups![0].TargetGroupArn;
    await elb.send(
      new CreateListenerCommand({
        LoadBalancerArn: loadBalancer.LoadBalancerArn,
        Port: 443,
        Protocol: 'HTTPS',
        DefaultActions: [{ Type: 'forward', TargetGroupArn }],
      }),
    );
    await elb.send(
      new RegisterTargetsCommand({
        TargetGroupArn,
        Targets: [{ Id: '10.0.1.7' }],
      }),
    );

    expect(loadBalancer.DNSName).toMatch(
      /^internal-payment-[0-9a-f]{16}\.eu-central-1\.elb\.amazonaws\.com$/,
    );
    const { Listeners } = await elb.send(
      new DescribeListenersCommand({
        LoadBalancerArn: loadBalancer.LoadBalancerArn,
      }),
    );
    expect(Listeners).toEqual([
      expect.objectContaining({
        Port: 443,
        DefaultActions: [{ Type: 'forward', TargetGroupArn }],
      }),
    ]);
    const { TargetGroups: reached } = await elb.send(
      new DescribeTargetGroupsCommand({
        LoadBalancerArn: loadBalancer.LoadBalancerArn,
      }),
    );
    expect(reached).toEqual([
      expect.objectContaining({
        TargetGroupArn,
        LoadBalancerArns: [loadBalancer.LoadBalancerArn],
      }),
    ]);
    const { TargetHealthDescriptions } = await elb.send(
      new DescribeTargetHealthCommand({ TargetGroupArn }),
    );
    expect(TargetHealthDescriptions).toEqual([
      {
        Target: { Id: '10.0.1.7', Port: 8080 },
        HealthCheckPort: '8080',
        TargetHealth: { State: 'healthy' },
      },
    ]);
  });

  it('keeps a target group that a listener uses', async () => {
    const loadBalancer = await createLoadBalancer('payment');
    const { TargetGroups } = await elb.send(
      new CreateTargetGroupCommand({ Name: 'payment', Port: 80 }),
    );
    const { TargetGroupArn } = TargetGroups![0];
    await elb.send(
      new CreateListenerCommand({
        LoadBalancerArn: loadBalancer.LoadBalancerArn,
        Port: 80,
        Protocol: 'HTTP',
        DefaultActions: [{ Type: 'forward', TargetGroupArn }],
      }),
    );

    await expect(
      elb.send(new DeleteTargetGroupCommand({ TargetGroupArn })),
    ).rejects.toBeInstanceOf(ResourceInUseException);
  });

  it('pages over load balancers and tells their tags', async () => {
    for (const name of ['a', 'b', 'c']) {
      await createLoadBalancer(name);
    }

    const pages: (string | undefined)[][] = [];
    for await (const page of paginateDescribeLoadBalancers(
      { client: elb },
      { PageSize: 2 },
    )) {
      pages.push(page.LoadBalancers!.map(item => item.LoadBalancerName));
    }

    expect(pages.map(page => page.length)).toEqual([2, 1]);
    expect(pages.flat().sort()).toEqual(['a', 'b', 'c']);
    const { LoadBalancers } = await elb.send(
      new DescribeLoadBalancersCommand({ Names: ['b'] }),
    );
    const { TagDescriptions } = await elb.send(
      new DescribeTagsCommand({
        ResourceArns: [LoadBalancers![0].LoadBalancerArn!],
      }),
    );
    expect(TagDescriptions![0].Tags).toEqual([
      { Key: 'team', Value: 'payments' },
    ]);
  });

  it('refuses a name that is taken and a load balancer that is not there', async () => {
    await createLoadBalancer('payment');

    await expect(createLoadBalancer('payment')).rejects.toBeInstanceOf(
      DuplicateLoadBalancerNameException,
    );
    await expect(
      elb.send(new DescribeLoadBalancersCommand({ Names: ['other'] })),
    ).rejects.toBeInstanceOf(LoadBalancerNotFoundException);
  });
});
