import { apiType } from '../api-type';
import { ResourceContext } from '../ResourceContext';
import { Properties, ResourceType } from '../resource-type';

const loadBalancer = apiType({
  service: 'elasticloadbalancing',
  create: 'CreateLoadBalancer',
  delete: 'DeleteLoadBalancer',
  name: { property: 'Name', maximumLength: 32 },
  replacedBy: ['Name', 'Scheme', 'Type'],
  separate: ['LoadBalancerAttributes'],
  fixed: true,
  identify({ LoadBalancers: [created] }) {
    const arn: string = created.LoadBalancerArn;
    return {
      physicalId: arn,
      arn,
      attributes: {
        CanonicalHostedZoneID: 'Z215JYRZR1TBD5',
        DNSName: created.DNSName,
        LoadBalancerArn: arn,
        LoadBalancerFullName: arn.replace(/^.*:loadbalancer\//, ''),
        LoadBalancerName: created.LoadBalancerName,
        SecurityGroups: created.SecurityGroups ?? [],
      },
    };
  },
  key: ({ physicalId }) => ({ LoadBalancerArn: physicalId }),
  async afterwards({ physicalId }, properties, before, context) {
    await setAttributes(
      'ModifyLoadBalancerAttributes',
      { LoadBalancerArn: physicalId },
      [properties, before].map(of => of?.LoadBalancerAttributes),
      context,
    );
  },
});

const targetGroup = apiType({
  service: 'elasticloadbalancing',
  create: 'CreateTargetGroup',
  update: { operation: 'ModifyTargetGroup' },
  delete: 'DeleteTargetGroup',
  name: { property: 'Name', maximumLength: 32 },
  replacedBy: [
    'IpAddressType',
    'Name',
    'Port',
    'Protocol',
    'ProtocolVersion',
    'TargetType',
    'VpcId',
  ],
  separate: ['TargetGroupAttributes', 'Targets'],
  identify({ TargetGroups: [created] }) {
    const arn: string = created.TargetGroupArn;
    return {
      physicalId: arn,
      arn,
      attributes: {
        LoadBalancerArns: [],
        TargetGroupArn: arn,
        TargetGroupFullName: arn.replace(/^.*:targetgroup/, 'targetgroup'),
        TargetGroupName: created.TargetGroupName,
      },
    };
  },
  key: ({ physicalId }) => ({ TargetGroupArn: physicalId }),
  async afterwards({ physicalId }, properties, before, context) {
    await setAttributes(
      'ModifyTargetGroupAttributes',
      { TargetGroupArn: physicalId },
      [properties, before].map(of => of?.TargetGroupAttributes),
      context,
    );
    await setTargets(physicalId, properties, before ?? {}, context);
  },
});

async function setAttributes(
  operation: string,
  key: Properties,
  [wanted, before]: unknown[],
  context: ResourceContext,
): Promise<void> {
  if (
    wanted !== undefined &&
    JSON.stringify(wanted) !== JSON.stringify(before)
  ) {
    await context.call(
      'elasticloadbalancing',
      operation,
      context.shape('elasticloadbalancing', operation, {
        ...key,
        Attributes: wanted,
      }),
    );
  }
}

async function setTargets(
  TargetGroupArn: string,
  properties: Properties,
  before: Properties,
  context: ResourceContext,
): Promise<void> {
  for (const [operation, of, others] of [
    ['DeregisterTargets', before, properties],
    ['RegisterTargets', properties, before],
  ] as const) {
    const kept = JSON.stringify(others.Targets ?? []);
    if (of.Targets !== undefined && JSON.stringify(of.Targets) !== kept) {
      await context.call(
        'elasticloadbalancing',
        operation,
        context.shape('elasticloadbalancing', operation, {
          TargetGroupArn,
          Targets: of.Targets,
        }),
      );
    }
  }
}

const listener = apiType({
  service: 'elasticloadbalancing',
  create: 'CreateListener',
  update: { operation: 'ModifyListener' },
  delete: 'DeleteListener',
  replacedBy: ['LoadBalancerArn'],
  recorded: ['ListenerAttributes'],
  identify: ({ Listeners: [{ ListenerArn }] }) => ({
    physicalId: ListenerArn,
    arn: ListenerArn,
    attributes: { ListenerArn },
  }),
  key: ({ physicalId }) => ({ ListenerArn: physicalId }),
});

const listenerRule = apiType({
  service: 'elasticloadbalancing',
  create: 'CreateRule',
  update: { operation: 'ModifyRule' },
  delete: 'DeleteRule',
  replacedBy: ['ListenerArn', 'Priority'],
  identify: ({ Rules: [{ RuleArn, IsDefault }] }) => ({
    physicalId: RuleArn,
    arn: RuleArn,
    attributes: { RuleArn, IsDefault },
  }),
  key: ({ physicalId }) => ({ RuleArn: physicalId }),
});

export const loadBalancingTypes: Record<string, ResourceType> = {
  'AWS::ElasticLoadBalancingV2::Listener': listener,
  'AWS::ElasticLoadBalancingV2::ListenerRule': listenerRule,
  'AWS::ElasticLoadBalancingV2::LoadBalancer': loadBalancer,
  'AWS::ElasticLoadBalancingV2::TargetGroup': targetGroup,
};
