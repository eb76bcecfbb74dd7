import {
  Evidence,
  TopologyEdge,
  TopologyNode,
  TopologyNodeOf,
} from '@ecs-eda/plugin-event-topology-common';
import { restApiArn } from '../arns/node-id';
import { partitionOf } from '../arns/partition';
import {
  Findings,
  ListenerFact,
  ListenerRule,
  ResourceConfigurationFact,
  WorkloadFact,
} from '../findings/findings';
import { hostNode } from '../findings/external-node';
import { makeEdge, withoutUndefined } from '../findings/make-edge';
import { matchesWildcard } from '../policies/wildcard';
import { destinationHost, destinationUrl } from './destination-hosts';

type RoutingFindings = Pick<
  Findings,
  'workloads' | 'loadBalancers' | 'listeners' | 'resourceConfigurations'
>;

/**
 * Whom API destinations call: a service, through its URL or its private
 * connection → load balancer → listener → rule → target group; a REST API; or
 * else a host outside, as an external node.
 */
export function destinationRelations(
  nodes: TopologyNode[],
  findings: RoutingFindings,
): { nodes: TopologyNode[]; edges: TopologyEdge[] } {
  const known = new Set(nodes.map(node => node.id));
  const externals: TopologyNode[] = [];
  const edges: TopologyEdge[] = [];
  for (const node of nodes) {
    if (node.kind !== 'api-destination') {
      continue;
    }
    const url = destinationUrl(node);
    if (!url) {
      continue;
    }
    const configuration = findings.resourceConfigurations.find(
      one => one.arn === node.attributes.resourceConfigurationArn,
    );
    const byService = serviceEdges(node, url, configuration, findings);
    if (byService.length > 0) {
      edges.push(...byService);
      continue;
    }
    const restApi = restApiBehind(url);
    if (restApi && known.has(restApi)) {
      edges.push(invokes(node, restApi, [endpointEvidence(node)]));
      continue;
    }
    const external = hostNode(node, url);
    externals.push(external);
    edges.push(invokes(node, external.id, [endpointEvidence(node)]));
  }
  return { nodes: externals, edges };
}

function serviceEdges(
  destination: TopologyNodeOf<'api-destination'>,
  url: URL,
  configuration: ResourceConfigurationFact | undefined,
  findings: RoutingFindings,
): TopologyEdge[] {
  const way: Evidence[] = [endpointEvidence(destination)];
  if (configuration) {
    way.push(...connectionEvidence(destination, configuration));
  }
  return routes(destination, url, configuration, findings).flatMap(
    ({ evidence, targetGroupArns }) =>
      findings.workloads.flatMap(workload =>
        workload.targetGroupArns
          .filter(arn => targetGroupArns.includes(arn))
          .map(arn =>
            invokes(destination, workload.nodeId, [
              ...way,
              ...evidence,
              targetGroupEvidence(workload, arn),
            ]),
          ),
      ),
  );
}

interface Route {
  targetGroupArns: string[];
  evidence: Evidence[];
}

/** The rules that a call of the destination may take. */
function routes(
  destination: TopologyNodeOf<'api-destination'>,
  url: URL,
  configuration: ResourceConfigurationFact | undefined,
  findings: RoutingFindings,
): Route[] {
  const host = destinationHost(destination, configuration);
  const loadBalancer = findings.loadBalancers.find(
    one =>
      (host !== undefined && one.dnsName === host) ||
      one.arn === configuration?.resourceArn,
  );
  if (loadBalancer) {
    const evidence: Evidence = {
      scope: loadBalancer.scope,
      source: 'aws-api',
      operation: 'elasticloadbalancing:DescribeLoadBalancers',
      field: 'LoadBalancers[].DNSName',
      value: loadBalancer.dnsName,
      resourceArn: loadBalancer.arn,
    };
    return onPort(
      findings.listeners.filter(
        one => one.loadBalancerArn === loadBalancer.arn,
      ),
      url,
    ).flatMap(listener =>
      takenRules(listener, rule =>
        ruleTakes(rule, destination, url, url.hostname),
      ).map(rule => ({
        targetGroupArns: rule.targetGroupArns,
        evidence: [evidence, ruleEvidence(listener, rule)],
      })),
    );
  }
  // A name of one's own: the load balancer is the one whose rules wait for it.
  return onPort(findings.listeners, url).flatMap(listener =>
    takenRules(
      listener,
      rule =>
        rule.hostPatterns.some(pattern => /[^*?.]/.test(pattern)) &&
        ruleTakes(rule, destination, url, host ?? url.hostname),
    ).map(rule => ({
      targetGroupArns: rule.targetGroupArns,
      evidence: [ruleEvidence(listener, rule)],
    })),
  );
}

/**
 * The first rule that takes a call, and those before it that would under
 * conditions which the URL does not decide.
 */
function takenRules(
  listener: ListenerFact,
  takes: (rule: ListenerRule) => boolean,
): ListenerRule[] {
  const taking = listener.rules.filter(takes);
  const certain = taking.findIndex(rule => !rule.otherConditions);
  return certain === -1 ? taking : taking.slice(0, certain + 1);
}

/** Listeners on the URL's port; all of them when none is, for a port may be mapped on the way. */
function onPort(listeners: ListenerFact[], url: URL): ListenerFact[] {
  const port = Number(url.port) || (url.protocol === 'http:' ? 80 : 443);
  const exact = listeners.filter(listener => listener.port === port);
  return exact.length > 0 ? exact : listeners;
}

function ruleTakes(
  rule: ListenerRule,
  destination: TopologyNodeOf<'api-destination'>,
  url: URL,
  host: string,
): boolean {
  const { httpMethod } = destination.attributes;
  const hosts = [url.hostname, host].map(one => one.toLocaleLowerCase('en-US'));
  // A destination's path may hold `*`, filled in for each event; as text it
  // matches the patterns that its values would.
  const path = url.pathname;
  return (
    (rule.hostPatterns.length === 0 ||
      rule.hostPatterns.some(pattern =>
        hosts.some(one => matchesWildcard(pattern, one)),
      )) &&
    (rule.pathPatterns.length === 0 ||
      rule.pathPatterns.some(pattern => matchesWildcard(pattern, path))) &&
    (rule.methods.length === 0 || rule.methods.includes(httpMethod))
  );
}

function restApiBehind(url: URL): string | undefined {
  const match = /^([a-z0-9]+)\.execute-api\.([a-z0-9-]+)\.amazonaws\.com/.exec(
    url.hostname,
  );
  return match
    ? restApiArn(match[2], match[1], partitionOf(match[2]))
    : undefined;
}

function invokes(
  destination: TopologyNodeOf<'api-destination'>,
  to: string,
  evidence: Evidence[],
): TopologyEdge {
  return makeEdge({
    from: destination.id,
    kind: 'invokes',
    to,
    confidence: 'configured',
    evidence,
  });
}

function endpointEvidence(
  destination: TopologyNodeOf<'api-destination'>,
): Evidence {
  return {
    scope: destination.scope,
    source: 'aws-api',
    operation: 'events:ListApiDestinations',
    field: 'ApiDestinations[].InvocationEndpoint',
    value: destination.attributes.invocationEndpoint,
  };
}

function connectionEvidence(
  destination: TopologyNodeOf<'api-destination'>,
  configuration: ResourceConfigurationFact,
): Evidence[] {
  return [
    withoutUndefined<Evidence>({
      scope: destination.scope,
      source: 'aws-api',
      operation: 'events:DescribeConnection',
      field:
        'InvocationConnectivityParameters.ResourceParameters.ResourceConfigurationArn',
      value: configuration.arn,
      resourceArn: destination.attributes.connectionArn,
    }),
    withoutUndefined<Evidence>({
      scope: configuration.scope,
      source: 'aws-api',
      operation: 'vpc-lattice:GetResourceConfiguration',
      field: configuration.domainName
        ? 'resourceConfigurationDefinition.dnsResource.domainName'
        : 'resourceConfigurationDefinition.arnResource.arn',
      value: configuration.domainName ?? configuration.resourceArn,
      resourceArn: configuration.arn,
    }),
  ];
}

function ruleEvidence(listener: ListenerFact, rule: ListenerRule): Evidence {
  const isRule = rule.arn !== listener.arn;
  return {
    scope: listener.scope,
    source: 'aws-api',
    operation: isRule
      ? 'elasticloadbalancing:DescribeRules'
      : 'elasticloadbalancing:DescribeListeners',
    field: isRule
      ? 'Rules[].Actions[].TargetGroupArn'
      : 'Listeners[].DefaultActions[].TargetGroupArn',
    value: rule.targetGroupArns.join(', '),
    resourceArn: rule.arn,
  };
}

function targetGroupEvidence(
  workload: WorkloadFact,
  targetGroupArn: string,
): Evidence {
  return {
    scope: workload.scope,
    source: 'aws-api',
    operation: 'ecs:DescribeServices',
    field: 'services[].loadBalancers[].targetGroupArn',
    value: targetGroupArn,
  };
}
