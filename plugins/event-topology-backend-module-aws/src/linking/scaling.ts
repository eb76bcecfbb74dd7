import {
  Evidence,
  ScalingPolicyAttributes,
  TopologyEdge,
  TopologyNode,
  TopologyNodeOf,
} from '@ecs-eda/plugin-event-topology-common';
import {
  AlarmFact,
  Findings,
  ScalingPolicyFact,
  ScalingStep,
} from '../findings/findings';
import { NodeIndex } from './node-index';
import { relationEdge } from './relation';

type ScalingFindings = Pick<
  Findings,
  'scalableTargets' | 'scalingPolicies' | 'alarms'
>;

/**
 * Adds to services how they scale, and gives the edges from the queues that
 * their policies or the policies' alarms watch.
 */
export function linkScaling(
  nodes: TopologyNode[],
  findings: ScalingFindings,
  index: NodeIndex,
): { nodes: TopologyNode[]; edges: TopologyEdge[] } {
  const alarms = new Map(
    findings.alarms.map(alarm => [alarmKey(alarm, alarm.alarmName), alarm]),
  );
  const targets = new Map(
    findings.scalableTargets.map(target => [resourceKey(target), target]),
  );
  const policies = new Map<string, ScalingPolicyFact[]>();
  for (const policy of findings.scalingPolicies) {
    const known = policies.get(resourceKey(policy)) ?? [];
    policies.set(resourceKey(policy), [...known, policy]);
  }

  const edges: TopologyEdge[] = [];
  const linked = nodes.map(node => {
    if (node.kind !== 'ecs-service') {
      return node;
    }
    const key = resourceKey({
      ...node,
      resourceId: `service/${node.attributes.clusterName}/${node.name}`,
    });
    const target = targets.get(key);
    const own = (policies.get(key) ?? []).map(fact => ({
      fact,
      watched: watchedQueues(fact, alarms),
    }));
    for (const { fact, watched } of own) {
      edges.push(...queueEdges(node, fact, watched, index));
    }
    if (!target) {
      return node;
    }
    return {
      ...node,
      attributes: {
        ...node.attributes,
        scaling: {
          minCapacity: target.minCapacity,
          maxCapacity: target.maxCapacity,
          policies: own
            .map(({ fact, watched }) => describePolicy(fact, watched, alarms))
            .sort((a, b) => (a.policyName < b.policyName ? -1 : 1)),
        },
      },
    };
  });
  return { nodes: linked, edges };
}

interface Watched {
  queueName: string;
  evidence: Evidence;
}

function watchedQueues(
  fact: ScalingPolicyFact,
  alarms: Map<string, AlarmFact>,
): Watched[] {
  const bySpecification = (fact.policy.queueNames ?? []).map(queueName => ({
    queueName,
    evidence: {
      scope: fact.scope,
      source: 'scaling-policy' as const,
      operation: 'application-autoscaling:DescribeScalingPolicies',
      field:
        'ScalingPolicies[].TargetTrackingScalingPolicyConfiguration.CustomizedMetricSpecification',
      value: `QueueName=${queueName}`,
      resourceArn: fact.policyArn,
    },
  }));
  const byAlarm = fact.alarmNames.flatMap(alarmName => {
    const alarm = alarms.get(alarmKey(fact, alarmName));
    return (alarm?.queueNames ?? []).map(queueName => ({
      queueName,
      evidence: {
        scope: alarm?.scope ?? fact.scope,
        source: 'scaling-policy' as const,
        operation: 'cloudwatch:DescribeAlarms',
        field: 'MetricAlarms[].Dimensions',
        value: `QueueName=${queueName}`,
        resourceArn: alarm?.alarmArn,
      },
    }));
  });
  return [...bySpecification, ...byAlarm];
}

function queueEdges(
  service: TopologyNodeOf<'ecs-service'>,
  fact: ScalingPolicyFact,
  watched: Watched[],
  index: NodeIndex,
): TopologyEdge[] {
  return watched.flatMap(({ queueName, evidence }) => {
    const queue = index.named(fact, 'queue', queueName);
    const edge =
      queue &&
      relationEdge(service.id, 'consumes', queue, 'inferred', evidence);
    return edge ?? [];
  });
}

function describePolicy(
  fact: ScalingPolicyFact,
  watched: Watched[],
  alarms: Map<string, AlarmFact>,
): ScalingPolicyAttributes {
  const queueNames = [...new Set(watched.map(one => one.queueName))].sort();
  const threshold = fact.alarmNames
    .map(name => alarms.get(alarmKey(fact, name))?.threshold)
    .find(one => one !== undefined);
  return {
    ...fact.policy,
    ...(queueNames.length > 0 && { queueNames }),
    ...(fact.steps && {
      steps: fact.steps.map(step =>
        stepInWords(step, {
          threshold,
          adjustmentType: fact.adjustmentType,
          // Only messages are a unit that the alarm lets one name.
          unit: queueNames.length > 0 ? 'messages' : undefined,
        }),
      ),
    }),
  };
}

/** `+1 task from 5 messages`, `-50% of the tasks below 2`. */
export function stepInWords(
  step: ScalingStep,
  alarm: { threshold?: number; adjustmentType?: string; unit?: string },
): string {
  const { adjustment } = step;
  const change = changeInWords(adjustment, alarm.adjustmentType);
  const at = (bound: number) =>
    alarm.threshold === undefined
      ? `${Math.abs(bound)} ${
          bound < 0 ? 'under' : 'over'
        } the alarm's threshold`
      : `${bound + alarm.threshold}${alarm.unit ? ` ${alarm.unit}` : ''}`;
  // A step up is known by where it begins, a step down by where it ends.
  if (adjustment > 0 && step.lowerBound !== undefined) {
    return `${change} from ${at(step.lowerBound)}`;
  }
  if (step.upperBound !== undefined) {
    return `${change} below ${at(step.upperBound)}`;
  }
  return step.lowerBound === undefined
    ? change
    : `${change} from ${at(step.lowerBound)}`;
}

function changeInWords(adjustment: number, adjustmentType?: string): string {
  const signed = `${adjustment > 0 ? '+' : ''}${adjustment}`;
  switch (adjustmentType) {
    case 'PercentChangeInCapacity':
      return `${signed}% of the tasks`;
    case 'ExactCapacity':
      return `${adjustment} ${tasks(adjustment)}`;
    default:
      return `${signed} ${tasks(adjustment)}`;
  }
}

function tasks(count: number): string {
  return Math.abs(count) === 1 ? 'task' : 'tasks';
}

function resourceKey(of: {
  accountId: string;
  region: string;
  resourceId: string;
}): string {
  return `${of.accountId}/${of.region}/${of.resourceId}`;
}

function alarmKey(
  of: { accountId: string; region: string },
  alarmName: string,
): string {
  return `${of.accountId}/${of.region}/${alarmName}`;
}
