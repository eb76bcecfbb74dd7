import { Scope, World } from '../../../core';
import {
  LoadBalancingState,
  StoredLoadBalancer,
  StoredTargetGroup,
} from '../state';

const NAMESPACE = 'AWS/ApplicationELB';

/** `app/name/0123456789abcdef`, as the dimension has it. */
const loadBalancerOf = ({ LoadBalancerArn }: StoredLoadBalancer) =>
  LoadBalancerArn.split(':loadbalancer/')[1];

/** `targetgroup/name/0123456789abcdef`, as the dimension has it. */
const targetGroupOf = ({ TargetGroupArn }: StoredTargetGroup) =>
  TargetGroupArn.split(':').pop() ?? '';

/** Counts an answer that the load balancer gave, its targets' or its own. */
export function countAnswer(
  world: World,
  scope: Scope,
  loadBalancer: StoredLoadBalancer,
  group: StoredTargetGroup | undefined,
  answer: { status: number; isOfTarget: boolean; milliseconds: number },
): void {
  const { status, isOfTarget, milliseconds } = answer;
  const byLoadBalancer = { LoadBalancer: loadBalancerOf(loadBalancer) };
  const kind = `${Math.floor(status / 100)}XX_Count`;
  const metric = (metricName: string, dimensions: Record<string, string>) => ({
    namespace: NAMESPACE,
    metricName,
    dimensions,
  });
  const all = [
    byLoadBalancer,
    ...(group
      ? [{ ...byLoadBalancer, TargetGroup: targetGroupOf(group) }]
      : []),
  ];
  for (const dimensions of all) {
    world.metrics.count(scope, metric('RequestCount', dimensions));
    if (isOfTarget) {
      world.metrics.count(scope, metric(`HTTPCode_Target_${kind}`, dimensions));
      world.metrics.add(
        scope,
        metric('TargetResponseTime', dimensions),
        milliseconds / 1_000,
      );
    }
  }
  if (!isOfTarget) {
    world.metrics.count(scope, metric(`HTTPCode_ELB_${kind}`, byLoadBalancer));
  }
}

/** Says how many targets of a group are well; nothing for groups whose targets are modelled. */
export function countHosts(
  world: World,
  scope: Scope,
  state: LoadBalancingState,
  group: StoredTargetGroup,
): void {
  const records = [...group.health.values()];
  if (records.length === 0) {
    return;
  }
  const healthy = records.filter(record => record.state === 'healthy').length;
  const figures = {
    HealthyHostCount: healthy,
    UnHealthyHostCount: records.filter(record => record.state === 'unhealthy')
      .length,
  };
  for (const loadBalancer of loadBalancersOf(state, group)) {
    for (const [metricName, value] of Object.entries(figures)) {
      world.metrics.add(
        scope,
        {
          namespace: NAMESPACE,
          metricName,
          dimensions: {
            LoadBalancer: loadBalancerOf(loadBalancer),
            TargetGroup: targetGroupOf(group),
          },
        },
        value,
      );
    }
  }
}

function loadBalancersOf(
  state: LoadBalancingState,
  { TargetGroupArn }: StoredTargetGroup,
): StoredLoadBalancer[] {
  const arns = new Set(
    [...state.rules.values()]
      .filter(({ Actions = [] }) =>
        Actions.some(
          action =>
            action.TargetGroupArn === TargetGroupArn ||
            action.ForwardConfig?.TargetGroups?.some(
              one => one.TargetGroupArn === TargetGroupArn,
            ),
        ),
      )
      .map(({ listenerArn }) => state.listeners.get(listenerArn))
      .map(listener => listener?.LoadBalancerArn),
  );
  return [...state.loadBalancers.values()].filter(({ LoadBalancerArn }) =>
    arns.has(LoadBalancerArn),
  );
}
