import {
  CfnScalableTarget,
  CfnScalingPolicy,
} from 'aws-cdk-lib/aws-applicationautoscaling';
import {
  Alarm,
  ComparisonOperator,
  MathExpression,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { PoolConfig } from '../config/pool';
import { activityMetric } from './activity';
import { ALARM_PERIOD } from './alarms';
import type { ContainerService } from './container-service';
import type { ServiceStack } from './service-stack';

/** Minutes in a row before tasks are added, and before one is taken away. */
const EVALUATION_PERIODS = { out: 2, in: 10 };
const COOLDOWN_SECONDS = { out: 120, in: 300 };
/** From how many items more than were taken in a minute two tasks are added instead of one. */
const MANY_ITEMS = 100;

/**
 * Scales the pool by what waits. Step Functions doesn't say how many items
 * wait, so two figures stand for it: items that came and were not taken in the
 * same minute, and how long those that were taken had waited.
 */
export function scaleByWaitingItems(
  stack: ServiceStack,
  { cluster, service }: ContainerService,
  activityArn: string,
  { minTasks, maxTasks, acceptableLatencySeconds }: PoolConfig,
): void {
  if (minTasks < 1 || minTasks > maxTasks) {
    throw new Error(
      `config/pool.ts: minTasks is ${minTasks}, which must be at least 1 and at most maxTasks, ${maxTasks}.`,
    );
  }
  if (minTasks === maxTasks) {
    return;
  }
  const target = new CfnScalableTarget(stack, 'ScalableTarget', {
    serviceNamespace: 'ecs',
    scalableDimension: 'ecs:service:DesiredCount',
    resourceId: `service/${cluster.clusterName}/${service.serviceName}`,
    minCapacity: minTasks,
    maxCapacity: maxTasks,
    roleArn: stack.formatArn({
      service: 'iam',
      region: '',
      resource: 'role',
      resourceName:
        'aws-service-role/ecs.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_ECSService',
    }),
  });
  target.node.addDependency(service);
  const usingMetrics = {
    scheduled: activityMetric(activityArn, 'ActivitiesScheduled'),
    started: activityMetric(activityArn, 'ActivitiesStarted'),
    waited: activityMetric(activityArn, 'ActivityScheduleTime', 'p90'),
  };
  const late = acceptableLatencySeconds * 1000;
  scaleOnAlarm(stack, target, {
    name: 'items-pile-up',
    says: 'Items come faster than workers take them, or wait too long; tasks are added.',
    // Items that wait too long count as one, so that they add a task by themselves.
    expression: `MAX([FILL(scheduled, 0) - FILL(started, 0), IF(FILL(waited, 0) > ${late}, 1, 0)])`,
    usingMetrics,
    threshold: 1,
    comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    evaluationPeriods: EVALUATION_PERIODS.out,
    cooldownSeconds: COOLDOWN_SECONDS.out,
    // Counted from the alarm's threshold.
    steps: [
      {
        metricIntervalLowerBound: 0,
        metricIntervalUpperBound: MANY_ITEMS - 1,
        scalingAdjustment: 1,
      },
      { metricIntervalLowerBound: MANY_ITEMS - 1, scalingAdjustment: 2 },
    ],
  });
  scaleOnAlarm(stack, target, {
    name: 'pool-is-idle',
    says: 'Items hardly wait. A task is taken away, down to the minimum.',
    expression: `MAX([FILL(waited, 0), ${late} * MAX([FILL(scheduled, 0) - FILL(started, 0), 0])])`,
    usingMetrics,
    threshold: late / 10,
    comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
    evaluationPeriods: EVALUATION_PERIODS.in,
    cooldownSeconds: COOLDOWN_SECONDS.in,
    steps: [{ metricIntervalUpperBound: 0, scalingAdjustment: -1 }],
  });
}

/** An alarm that moves the service and tells nobody: it is meant to go off. */
function scaleOnAlarm(
  stack: ServiceStack,
  target: CfnScalableTarget,
  spec: {
    name: string;
    says: string;
    expression: string;
    usingMetrics: Record<string, ReturnType<typeof activityMetric>>;
    threshold: number;
    comparisonOperator: ComparisonOperator;
    evaluationPeriods: number;
    cooldownSeconds: number;
    steps: CfnScalingPolicy.StepAdjustmentProperty[];
  },
): void {
  const policy = new CfnScalingPolicy(stack, `${spec.name}-policy`, {
    policyName: `${stack.service.name}-${spec.name}`,
    policyType: 'StepScaling',
    scalingTargetId: target.ref,
    stepScalingPolicyConfiguration: {
      adjustmentType: 'ChangeInCapacity',
      cooldown: spec.cooldownSeconds,
      metricAggregationType: 'Maximum',
      stepAdjustments: spec.steps,
    },
  });
  const alarm = new Alarm(stack, spec.name, {
    alarmName: `${stack.service.name}-${spec.name}`,
    alarmDescription: spec.says,
    metric: new MathExpression({
      expression: spec.expression,
      label: spec.name,
      usingMetrics: spec.usingMetrics,
      period: ALARM_PERIOD,
    }),
    threshold: spec.threshold,
    comparisonOperator: spec.comparisonOperator,
    evaluationPeriods: spec.evaluationPeriods,
    treatMissingData: TreatMissingData.MISSING,
  });
  alarm.addAlarmAction({ bind: () => ({ alarmActionArn: policy.ref }) });
}
