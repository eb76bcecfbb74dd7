import {
  CreateListenerCommand,
  CreateLoadBalancerCommand,
  CreateTargetGroupCommand,
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
  DescribeTargetGroupsCommand,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { AwsClients } from './aws-clients';
import { orElse } from './or-else';
import { Network } from './network';
import { required } from './required';
import { tagList, Tags } from './tags';

/** An internal HTTPS load balancer in front of one service. */
export interface InternalLoadBalancerSpec {
  name: string;
  network: Network;
  certificateArn: string;
  containerPort: number;
  healthCheckPath: string;
  tags: Tags;
}

/** The load balancer as it was created. */
export interface InternalLoadBalancer {
  arn: string;
  dnsName: string;
  targetGroupArn: string;
}

/** Creates load balancer, target group and listener, or finds them. */
export async function ensureInternalLoadBalancer(
  aws: AwsClients,
  spec: InternalLoadBalancerSpec,
): Promise<InternalLoadBalancer> {
  const loadBalancer = await ensureLoadBalancer(aws, spec);
  const targetGroupArn = await ensureTargetGroup(aws, spec);
  await ensureListener(aws, spec, loadBalancer.arn, targetGroupArn);
  return { ...loadBalancer, targetGroupArn };
}

async function ensureLoadBalancer(
  aws: AwsClients,
  spec: InternalLoadBalancerSpec,
) {
  const { LoadBalancers } = await orElse(
    () =>
      aws.elasticLoadBalancing.send(
        new DescribeLoadBalancersCommand({ Names: [spec.name] }),
      ),
    ['LoadBalancerNotFoundException', 'LoadBalancerNotFound'],
    () =>
      aws.elasticLoadBalancing.send(
        new CreateLoadBalancerCommand({
          Name: spec.name,
          Type: 'application',
          Scheme: 'internal',
          Subnets: spec.network.privateSubnetIds,
          SecurityGroups: [spec.network.loadBalancerSecurityGroupId],
          Tags: tagList(spec.tags),
        }),
      ),
  );
  const [loadBalancer] = LoadBalancers ?? [];
  return {
    arn: required(loadBalancer?.LoadBalancerArn, `the ARN of ${spec.name}`),
    dnsName: required(loadBalancer?.DNSName, `the DNS name of ${spec.name}`),
  };
}

async function ensureTargetGroup(
  aws: AwsClients,
  spec: InternalLoadBalancerSpec,
) {
  const { TargetGroups } = await orElse(
    () =>
      aws.elasticLoadBalancing.send(
        new DescribeTargetGroupsCommand({ Names: [spec.name] }),
      ),
    ['TargetGroupNotFoundException', 'TargetGroupNotFound'],
    () =>
      aws.elasticLoadBalancing.send(
        new CreateTargetGroupCommand({
          Name: spec.name,
          TargetType: 'ip',
          Protocol: 'HTTP',
          Port: spec.containerPort,
          VpcId: spec.network.vpcId,
          HealthCheckPath: spec.healthCheckPath,
          HealthCheckIntervalSeconds: 10,
          Tags: tagList(spec.tags),
        }),
      ),
  );
  return required(
    TargetGroups?.[0]?.TargetGroupArn,
    `the ARN of target group ${spec.name}`,
  );
}

async function ensureListener(
  aws: AwsClients,
  spec: InternalLoadBalancerSpec,
  loadBalancerArn: string,
  targetGroupArn: string,
) {
  const { Listeners } = await aws.elasticLoadBalancing.send(
    new DescribeListenersCommand({ LoadBalancerArn: loadBalancerArn }),
  );
  if (Listeners && Listeners.length > 0) {
    return;
  }
  await aws.elasticLoadBalancing.send(
    new CreateListenerCommand({
      LoadBalancerArn: loadBalancerArn,
      Protocol: 'HTTPS',
      Port: 443,
      SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-2021-06',
      Certificates: [{ CertificateArn: spec.certificateArn }],
      DefaultActions: [{ Type: 'forward', TargetGroupArn: targetGroupArn }],
      Tags: tagList(spec.tags),
    }),
  );
}
