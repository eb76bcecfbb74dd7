import { TopologyNodeOf } from '@ecs-eda/plugin-event-topology-common';
import { Findings, ResourceConfigurationFact } from '../findings/findings';

/**
 * The host that an API destination's calls arrive at: where its private
 * connection leads, else the host of its URL. In lower case.
 */
export function destinationHost(
  destination: TopologyNodeOf<'api-destination'>,
  resourceConfiguration?: ResourceConfigurationFact,
): string | undefined {
  const host = resourceConfiguration
    ? resourceConfiguration.domainName
    : destinationUrl(destination)?.hostname;
  return host && withoutDualstack(host.toLocaleLowerCase('en-US'));
}

/** The destination's URL. The `*` of a path parameter stays as it is. */
export function destinationUrl(
  destination: TopologyNodeOf<'api-destination'>,
): URL | undefined {
  const { invocationEndpoint } = destination.attributes;
  return URL.canParse(invocationEndpoint)
    ? new URL(invocationEndpoint)
    : undefined;
}

/** All hosts that API destinations may be answered at, each once. */
export function destinationHosts(
  findings: Pick<Findings, 'nodes' | 'resourceConfigurations'>,
): string[] {
  const hosts = new Set<string>();
  for (const node of findings.nodes) {
    if (node.kind !== 'api-destination') {
      continue;
    }
    const configuration = findings.resourceConfigurations.find(
      one => one.arn === node.attributes.resourceConfigurationArn,
    );
    const host = destinationHost(node, configuration);
    if (host && !isAwsHttpApi(host)) {
      hosts.add(host);
    }
  }
  return [...hosts];
}

/** AWS's own name of a load balancer, which tells it from a name of one's own. */
export function isLoadBalancerName(host: string): boolean {
  return /\.elb\.([a-z0-9-]+\.)?amazonaws\.com(\.cn)?$/.test(host);
}

/** Hosts at AWS that no load balancer answers: API Gateway and function URLs. */
function isAwsHttpApi(host: string): boolean {
  return /\.(execute-api|lambda-url)\.[a-z0-9-]+\.(amazonaws\.com(\.cn)?|on\.aws)$/.test(
    host,
  );
}

/** Load balancers answer at `dualstack.` in front of their name too. */
function withoutDualstack(host: string): string {
  return host.replace(/^dualstack\./, '');
}
