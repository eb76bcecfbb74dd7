import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateTargetGroupCommand,
  DeleteListenerCommand,
  DeleteLoadBalancerCommand,
  DeleteTargetGroupCommand,
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
  DescribeTagsCommand,
  DescribeTargetGroupsCommand,
  LoadBalancer,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { Check } from '../check';
import { ContractContext } from '../contract-context';
import { expectError } from '../expect-error';

/** Load balancer names hold 32 characters. */
function shortName(context: ContractContext): string {
  return context.name('lb').slice(-32);
}

async function createLoadBalancer(
  context: ContractContext,
): Promise<LoadBalancer> {
  const { aws, network } = context;
  const { LoadBalancers } = await aws.elasticLoadBalancing.send(
    new CreateLoadBalancerCommand({
      Name: shortName(context),
      Scheme: 'internal',
      Subnets: network.subnetIds,
      SecurityGroups: network.securityGroupIds,
      Tags: [{ Key: 'event-topology:component', Value: 'payment' }],
    }),
  );
  const LoadBalancerArn = LoadBalancers?.[0]?.LoadBalancerArn;
  context.cleanUp(() =>
    aws.elasticLoadBalancing.send(
      new DeleteLoadBalancerCommand({ LoadBalancerArn }),
    ),
  );
  return LoadBalancers?.[0] ?? {};
}

/** Load balancers: the way from an address to a service. */
export const elasticLoadBalancingChecks: Check[] = [
  {
    behaviour: 'leads from a DNS name over listener and target group',
    async run(context) {
      const { aws, network } = context;
      const loadBalancer = await createLoadBalancer(context);
      expect(loadBalancer).toMatchObject({
        Scheme: 'internal',
        Type: 'application',
        DNSName: expect.stringContaining('internal-'),
      });
      const { LoadBalancerArn } = loadBalancer;
      const { TargetGroups } = await aws.elasticLoadBalancing.send(
        new CreateTargetGroupCommand({
          Name: shortName(context),
          TargetType: 'ip',
          Protocol: 'HTTP',
          Port: 8080,
          VpcId: network.vpcId,
        }),
      );
      const TargetGroupArn = TargetGroups?.[0]?.TargetGroupArn;
      context.cleanUp(() =>
        aws.elasticLoadBalancing.send(
          new DeleteTargetGroupCommand({ TargetGroupArn }),
        ),
      );
      const { Listeners } = await aws.elasticLoadBalancing.send(
        new CreateListenerCommand({
          LoadBalancerArn,
          Protocol: 'HTTP',
          Port: 80,
          DefaultActions: [{ Type: 'forward', TargetGroupArn }],
        }),
      );
      context.cleanUp(() =>
        aws.elasticLoadBalancing.send(
          new DeleteListenerCommand({
            ListenerArn: Listeners?.[0]?.ListenerArn,
          }),
        ),
      );
      const found = await aws.elasticLoadBalancing.send(
        new DescribeListenersCommand({ LoadBalancerArn }),
      );
      expect(found.Listeners?.[0]?.DefaultActions?.[0]).toMatchObject({
        Type: 'forward',
        TargetGroupArn,
      });
      const groups = await aws.elasticLoadBalancing.send(
        new DescribeTargetGroupsCommand({ LoadBalancerArn }),
      );
      expect(groups.TargetGroups?.[0]).toMatchObject({
        TargetGroupArn,
        LoadBalancerArns: [LoadBalancerArn],
      });
      const { TagDescriptions } = await aws.elasticLoadBalancing.send(
        new DescribeTagsCommand({ ResourceArns: [LoadBalancerArn ?? ''] }),
      );
      expect(TagDescriptions?.[0]?.Tags).toEqual([
        { Key: 'event-topology:component', Value: 'payment' },
      ]);
    },
  },
  {
    behaviour: 'lists load balancers, page by page',
    async run(context) {
      const { aws } = context;
      const arns: (string | undefined)[] = [];
      for (const _ of ['a', 'b', 'c']) {
        arns.push((await createLoadBalancer(context)).LoadBalancerArn);
      }
      const listed = await context.pages<LoadBalancer>(
        'elasticloadbalancing:DescribeLoadBalancers',
        async Marker => {
          const page = await aws.elasticLoadBalancing.send(
            new DescribeLoadBalancersCommand({ PageSize: 2, Marker }),
          );
          return { items: page.LoadBalancers, next: page.NextMarker };
        },
      );
      expect(listed.map(one => one.LoadBalancerArn)).toEqual(
        expect.arrayContaining(arns),
      );
    },
  },
  {
    behaviour: 'does not find what is not there',
    async run(context) {
      const { aws } = context;
      await expectError(
        aws.elasticLoadBalancing.send(
          new DescribeLoadBalancersCommand({ Names: ['contract-absent'] }),
        ),
        'LoadBalancerNotFoundException',
        'LoadBalancerNotFound',
      );
      await expectError(
        aws.elasticLoadBalancing.send(
          new DescribeTargetGroupsCommand({ Names: ['contract-absent'] }),
        ),
        'TargetGroupNotFoundException',
        'TargetGroupNotFound',
      );
    },
  },
];
