import {
  Action,
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
  DescribeRulesCommand,
  DescribeTargetGroupsCommand,
  ElasticLoadBalancingV2Client,
  Listener,
  LoadBalancer,
  Rule,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import {
  ListenerFact,
  ListenerRule,
  LoadBalancerFact,
} from '../findings/findings';
import { withoutUndefined } from '../findings/make-edge';
import { ReadingPlace } from '../findings/make-node';
import {
  destinationHosts,
  isLoadBalancerName,
} from '../linking/destination-hosts';
import { AwsSource, SourceContext } from './aws-source';

const PAGE_SIZE = 400;

/**
 * Load balancers that API destinations reach. No call when there is no API
 * destination. Else 1 call for 400 load balancers; and 1 a load balancer and 1
 * a listener of those that a destination's host names. A host of one's own
 * (`orders.shop.example`) can stand for any load balancer: then 1 call for 400
 * target groups finds those that services stand behind, and their listeners
 * are read too, for the host names that their rules wait for.
 */
export const elasticloadbalancingSource: AwsSource = {
  service: 'elasticloadbalancing',
  scope: 'region',
  after: ['events', 'vpc-lattice', 'ecs'],
  createClient: config => new ElasticLoadBalancingV2Client(config),

  async read(context) {
    const hosts = destinationHosts(
      await context.findingsOf(['events', 'vpc-lattice'], 'all'),
    );
    if (hosts.length === 0) {
      return {};
    }
    const found: LoadBalancer[] = [];
    const listed = context.pages(
      'load balancers',
      token =>
        context.send(
          new DescribeLoadBalancersCommand({
            PageSize: PAGE_SIZE,
            Marker: token,
          }),
        ),
      page => page.NextMarker,
    );
    for await (const page of listed) {
      found.push(...(page.LoadBalancers ?? []));
    }
    const loadBalancers = found.map(one => loadBalancerFact(context, one));
    const reached = new Set(
      loadBalancers
        .filter(one => hosts.includes(one.dnsName))
        .map(one => one.arn),
    );
    if (hosts.some(host => !isLoadBalancerName(host))) {
      for (const arn of await loadBalancersOfServices(context)) {
        reached.add(arn);
      }
    }

    const listeners: ListenerFact[] = [];
    for (const one of found) {
      const arn = one.LoadBalancerArn;
      if (arn && reached.has(arn)) {
        context.resources.add('listeners', arn, () =>
          readListeners(context, arn, one.Type === 'application', listeners),
        );
      }
    }
    await context.resources.done();
    return { loadBalancers, listeners };
  },
};

async function loadBalancersOfServices(
  context: SourceContext,
): Promise<string[]> {
  const { workloads } = await context.findingsOf(['ecs'], 'region');
  const targetGroups = new Set(workloads.flatMap(one => one.targetGroupArns));
  if (targetGroups.size === 0) {
    return [];
  }
  const arns: string[] = [];
  await context.resources.attempt('target groups', async () => {
    const listed = context.pages(
      'target groups',
      token =>
        context.send(
          new DescribeTargetGroupsCommand({
            PageSize: PAGE_SIZE,
            Marker: token,
          }),
        ),
      page => page.NextMarker,
    );
    for await (const page of listed) {
      for (const group of page.TargetGroups ?? []) {
        if (targetGroups.has(group.TargetGroupArn ?? '')) {
          arns.push(...(group.LoadBalancerArns ?? []));
        }
      }
    }
  });
  return arns;
}

async function readListeners(
  context: SourceContext,
  loadBalancerArn: string,
  hasRules: boolean,
  listeners: ListenerFact[],
): Promise<void> {
  const listed = context.pages(
    `listeners of ${loadBalancerArn}`,
    token =>
      context.send(
        new DescribeListenersCommand({
          LoadBalancerArn: loadBalancerArn,
          PageSize: PAGE_SIZE,
          Marker: token,
        }),
      ),
    page => page.NextMarker,
  );
  for await (const page of listed) {
    for (const listener of page.Listeners ?? []) {
      if (!hasRules) {
        // Network load balancers forward everything by default.
        listeners.push(listenerFact(context, listener, []));
        continue;
      }
      context.resources.add('rules', listener.ListenerArn ?? '', async () => {
        const rules: Rule[] = [];
        const ofListener = context.pages(
          `rules of ${listener.ListenerArn}`,
          token =>
            context.send(
              new DescribeRulesCommand({
                ListenerArn: listener.ListenerArn,
                PageSize: PAGE_SIZE,
                Marker: token,
              }),
            ),
          some => some.NextMarker,
        );
        for await (const some of ofListener) {
          rules.push(...(some.Rules ?? []));
        }
        listeners.push(listenerFact(context, listener, rules));
      });
    }
  }
}

export function loadBalancerFact(
  place: ReadingPlace,
  loadBalancer: LoadBalancer,
): LoadBalancerFact {
  return {
    scope: place.scope,
    arn: loadBalancer.LoadBalancerArn ?? '',
    dnsName: (loadBalancer.DNSName ?? '').toLocaleLowerCase('en-US'),
  };
}

/** @param rules - as `DescribeRules` gives them; none for a network load balancer */
export function listenerFact(
  place: ReadingPlace,
  listener: Listener,
  rules: Rule[],
): ListenerFact {
  const inOrder = [...rules].sort((a, b) => priority(a) - priority(b));
  const facts = inOrder.map(ruleFact);
  if (!inOrder.some(rule => rule.IsDefault)) {
    facts.push({
      arn: listener.ListenerArn ?? '',
      hostPatterns: [],
      pathPatterns: [],
      methods: [],
      otherConditions: false,
      targetGroupArns: targetGroupsOf(listener.DefaultActions),
    });
  }
  return withoutUndefined<ListenerFact>({
    scope: place.scope,
    arn: listener.ListenerArn ?? '',
    loadBalancerArn: listener.LoadBalancerArn ?? '',
    port: listener.Port,
    rules: facts,
  });
}

function ruleFact(rule: Rule): ListenerRule {
  const conditions = rule.Conditions ?? [];
  const values = (field: string) =>
    conditions
      .filter(condition => condition.Field === field)
      .flatMap(
        condition =>
          condition.HostHeaderConfig?.Values ??
          condition.PathPatternConfig?.Values ??
          condition.HttpRequestMethodConfig?.Values ??
          condition.Values ??
          [],
      );
  return {
    arn: rule.RuleArn ?? '',
    hostPatterns: values('host-header').map(host =>
      host.toLocaleLowerCase('en-US'),
    ),
    pathPatterns: values('path-pattern'),
    methods: values('http-request-method'),
    otherConditions: conditions.some(
      condition =>
        !['host-header', 'path-pattern', 'http-request-method'].includes(
          condition.Field ?? '',
        ) || (condition.RegexValues ?? []).length > 0,
    ),
    targetGroupArns: targetGroupsOf(rule.Actions),
  };
}

function targetGroupsOf(actions: Action[] = []): string[] {
  return [
    ...new Set(
      actions.flatMap(action => [
        ...(action.TargetGroupArn ? [action.TargetGroupArn] : []),
        ...(action.ForwardConfig?.TargetGroups ?? [])
          // A weight of 0 gets nothing: the idle half of a blue/green pair.
          .filter(group => group.Weight !== 0)
          .flatMap(group => group.TargetGroupArn ?? []),
      ]),
    ),
  ];
}

/** The default rule is tried last; its priority is the text `default`. */
function priority(rule: Rule): number {
  return rule.IsDefault ? Infinity : Number(rule.Priority ?? Infinity);
}
