import { Peer, Port } from 'aws-cdk-lib/aws-ec2';
import { clients } from './config/clients';
import { rule } from './config/rule';
import { acceptFinding } from './lib/accept-finding';
import { addClientIngestion } from './lib/client-ingestion';
import { addEventApi } from './lib/event-api';
import { addEventBus } from './lib/event-rule';
import type { ServiceStack } from './lib/service-stack';
import { addWebAcl, guardEventApi } from './lib/web-acl';

/** An HTTP service on the internet that EventBridge calls; and, if wanted, clients that publish. */
export function addPattern(stack: ServiceStack): void {
  const bus = addEventBus(stack, rule);
  const api = addEventApi(stack, {
    scheme: 'internet-facing',
    bus,
    environment: clients ? { CLIENT_EVENT_SOURCE: clients.eventSource } : {},
  });
  api.securityGroup.addIngressRule(
    Peer.anyIpv4(),
    Port.tcp(443),
    'EventBridge, which has no addresses of its own',
  );
  acceptFinding(
    api.securityGroup,
    'AwsSolutions-EC23',
    'EventBridge calls API destinations from addresses that AWS does not publish; the web ACL and the credential keep others out.',
  );
  addWebAcl(stack, {
    id: 'EventApiFirewall',
    resourceArn: api.loadBalancer.loadBalancerArn,
    rules: guardEventApi(api.credentialHeader),
  });
  if (clients) {
    addClientIngestion(stack, bus, clients);
  }
}
