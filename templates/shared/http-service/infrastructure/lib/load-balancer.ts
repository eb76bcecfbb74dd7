import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { ISecurityGroup, IVpc, SecurityGroup } from 'aws-cdk-lib/aws-ec2';
import {
  ApplicationListener,
  ApplicationLoadBalancer,
  ApplicationProtocol,
  ApplicationTargetGroup,
  DesyncMitigationMode,
  ListenerAction,
  ListenerCondition,
  Protocol,
  SslPolicy,
  TargetType,
} from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  IBucket,
} from 'aws-cdk-lib/aws-s3';
import type { HttpConfig } from '../config/http';
import { acceptFinding } from './accept-finding';
import { addHostName } from './certificate';
import { taskSubnets } from './network';
import type { ServiceStack } from './service-stack';

/** A load balancer that answers to one host name, over TLS only. */
export interface LoadBalancer {
  loadBalancer: ApplicationLoadBalancer;
  /** Who may call it is said here. */
  securityGroup: ISecurityGroup;
  targetGroup: ApplicationTargetGroup;
}

/** Who can reach it: everybody, or what is in the network. */
export type Scheme = 'internet-facing' | 'internal';

export function addLoadBalancer(
  stack: ServiceStack,
  vpc: IVpc,
  http: HttpConfig,
  { scheme, port }: { scheme: Scheme; port: number },
): LoadBalancer {
  const { name } = stack.service;
  const internetFacing = scheme === 'internet-facing';
  if (internetFacing && vpc.publicSubnets.length === 0) {
    throw new Error(
      'config/compute.ts: the load balancer is called from the internet, so network.publicSubnetIds must name a public subnet in each zone.',
    );
  }
  const hostName = addHostName(stack, http);
  const securityGroup = new SecurityGroup(stack, 'LoadBalancerSecurityGroup', {
    vpc,
    description: `Load balancer of ${name}`,
    allowAllOutbound: false,
  });
  const loadBalancer = new ApplicationLoadBalancer(stack, 'LoadBalancer', {
    loadBalancerName: name,
    vpc,
    internetFacing,
    securityGroup,
    vpcSubnets: internetFacing
      ? { subnets: vpc.publicSubnets }
      : { subnets: taskSubnets(vpc).subnets },
    dropInvalidHeaderFields: true,
    desyncMitigationMode: DesyncMitigationMode.STRICTEST,
  });
  loadBalancer.logAccessLogs(addAccessLogs(stack));
  hostName.leadTo(loadBalancer);
  const targetGroup = new ApplicationTargetGroup(stack, 'Targets', {
    targetGroupName: name,
    vpc,
    port,
    protocol: ApplicationProtocol.HTTP,
    targetType: TargetType.IP,
    deregistrationDelay: Duration.seconds(30),
    healthCheck: {
      protocol: Protocol.HTTP,
      path: '/health',
      interval: Duration.seconds(10),
      timeout: Duration.seconds(5),
      healthyThresholdCount: 2,
      unhealthyThresholdCount: 3,
    },
  });
  const listener = new ApplicationListener(stack, 'Https', {
    loadBalancer,
    port: 443,
    protocol: ApplicationProtocol.HTTPS,
    sslPolicy: SslPolicy.TLS13_RES,
    certificates: [hostName.certificate],
    open: false,
    // Scanners call addresses, not names.
    defaultAction: ListenerAction.fixedResponse(404),
  });
  listener.addAction('ByHostName', {
    priority: 1,
    conditions: [ListenerCondition.hostHeaders([http.domainName])],
    action: ListenerAction.forward([targetGroup]),
  });
  return { loadBalancer, securityGroup, targetGroup };
}

function addAccessLogs(stack: ServiceStack): IBucket {
  const bucket = new Bucket(stack, 'AccessLogs', {
    // The one encryption that load balancers can write with.
    encryption: BucketEncryption.S3_MANAGED,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    enforceSSL: true,
    lifecycleRules: [
      { expiration: Duration.days(stack.service.logRetentionDays) },
    ],
    // What was accessed stays known when the stack is gone.
    removalPolicy: RemovalPolicy.RETAIN,
  });
  acceptFinding(
    bucket,
    'AwsSolutions-S1',
    'This is where access is logged; a log of the access to it would need a bucket without one.',
  );
  return bucket;
}
