import {
  CfnScalableTarget,
  CfnScalingPolicy,
} from 'aws-cdk-lib/aws-applicationautoscaling';
import {
  Alarm,
  ComparisonOperator,
  IMetric,
  MathExpression,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Duration } from 'aws-cdk-lib';
import type { ScalingConfig } from '../config/scaling';
import type { ContainerService } from './container-service';
import type { ServiceStack } from './service-stack';

/** The talk's figures: messages that wait, and how many tasks more from there. */
const STEPS_OUT = [
  { messages: 5, tasks: 1 },
  { messages: 15, tasks: 2 },
] as const;

const COOLDOWN_SECONDS = 300;
const PERIOD = Duration.minutes(1);
/** Minutes in a row before tasks are added, and before they are taken away. */
const EVALUATION_PERIODS = { out: 2, in: 5 };

/** Messages that wait for each task: what is acceptable, divided by what one takes. */
export function targetBacklogPerTask(scaling: ScalingConfig): number {
  return (
    scaling.targetBacklogPerTask ??
    scaling.acceptableLatencySeconds / scaling.processingSeconds
  );
}

/** Scales the service by what waits in the queue, and in only when little waits or is in hand. */
export function scaleByQueue(
  stack: ServiceStack,
  { cluster, service }: ContainerService,
  queue: IQueue,
  scaling: ScalingConfig,
): void {
  check(scaling);
  if (scaling.minTasks === scaling.maxTasks) {
    return;
  }
  const target = new CfnScalableTarget(stack, 'ScalableTarget', {
    serviceNamespace: 'ecs',
    scalableDimension: 'ecs:service:DesiredCount',
    resourceId: `service/${cluster.clusterName}/${service.serviceName}`,
    minCapacity: scaling.minTasks,
    maxCapacity: scaling.maxTasks,
    roleArn: stack.formatArn({
      service: 'iam',
      region: '',
      resource: 'role',
      resourceName:
        'aws-service-role/ecs.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_ECSService',
    }),
  });
  target.node.addDependency(service);
  const metrics = metricsOf(stack, cluster.clusterName, queue);
  if (scaling.mode === 'steps') {
    addStepsOut(stack, target, metrics, scaling);
    // The last task goes only when nothing at all is left.
    const below = scaling.minTasks === 0 ? 1 : STEPS_OUT[0].messages;
    addStepsIn(stack, target, {
      unfinished: metrics.unfinished,
      below,
      says: `Fewer than ${below} messages wait or are in hand.`,
    });
  } else {
    const backlog = targetBacklogPerTask(scaling);
    addBacklogTarget(stack, target, metrics, backlog);
    addStepsIn(stack, target, {
      unfinished: metrics.unfinishedPerTask,
      // With one task less of two, the others come to the target and not over it.
      below: backlog / 2,
      says: `Fewer than ${
        backlog / 2
      } messages wait or are in hand for each task.`,
    });
  }
}

function check({ mode, minTasks, maxTasks, ...figures }: ScalingConfig): void {
  if (minTasks > maxTasks) {
    throw new Error(
      `config/scaling.ts: minTasks is ${minTasks}, more than maxTasks, which is ${maxTasks}.`,
    );
  }
  if (mode === 'backlog' && minTasks === 0) {
    throw new Error(
      "config/scaling.ts: minTasks is 0, from which mode 'backlog' never rises: a service without tasks has no metric. Set it to 1, or mode to 'steps'.",
    );
  }
  if (!(targetBacklogPerTask({ mode, minTasks, maxTasks, ...figures }) > 0)) {
    throw new Error(
      'config/scaling.ts: the target backlog per task must be more than 0. Check acceptableLatencySeconds and processingSeconds.',
    );
  }
}

interface QueueMetrics {
  waiting: Metric;
  runningTasks: Metric;
  /** Waiting and in hand. */
  unfinished: IMetric;
  unfinishedPerTask: IMetric;
}

function metricsOf(
  stack: ServiceStack,
  clusterName: string,
  queue: IQueue,
): QueueMetrics {
  const ofQueue = { period: PERIOD, statistic: 'Average' };
  const waiting = queue.metricApproximateNumberOfMessagesVisible(ofQueue);
  const inHand = queue.metricApproximateNumberOfMessagesNotVisible(ofQueue);
  const runningTasks = new Metric({
    namespace: 'ECS/ContainerInsights',
    metricName: 'RunningTaskCount',
    dimensionsMap: {
      ClusterName: clusterName,
      ServiceName: stack.service.name,
    },
    ...ofQueue,
  });
  return {
    waiting,
    runningTasks,
    unfinished: new MathExpression({
      expression: 'waiting + inHand',
      label: 'Messages not yet handled',
      usingMetrics: { waiting, inHand },
      period: PERIOD,
    }),
    unfinishedPerTask: new MathExpression({
      expression: '(waiting + inHand) / MAX([tasks, 1])',
      label: 'Messages not yet handled, for each task',
      usingMetrics: { waiting, inHand, tasks: runningTasks },
      period: PERIOD,
    }),
  };
}

/** CDK's own target tracking refuses metric math, hence the CloudFormation resource. */
function addBacklogTarget(
  stack: ServiceStack,
  target: CfnScalableTarget,
  { waiting, runningTasks }: QueueMetrics,
  targetValue: number,
): void {
  new CfnScalingPolicy(stack, 'BacklogPerTask', {
    policyName: `${stack.service.name}-backlog-per-task`,
    policyType: 'TargetTrackingScaling',
    scalingTargetId: target.ref,
    targetTrackingScalingPolicyConfiguration: {
      targetValue,
      scaleOutCooldown: 60,
      scaleInCooldown: COOLDOWN_SECONDS,
      // This metric doesn't see messages in hand; the steps in do.
      disableScaleIn: true,
      customizedMetricSpecification: {
        metrics: [
          metricStat('waiting', 'Messages that wait', waiting),
          metricStat('tasks', 'Running tasks', runningTasks),
          {
            id: 'backlogPerTask',
            label: 'Backlog per task',
            // At least one task, or the first message would divide by zero.
            expression: 'waiting / MAX([tasks, 1])',
            returnData: true,
          },
        ],
      },
    },
  });
}

function metricStat(
  id: string,
  label: string,
  metric: Metric,
): CfnScalingPolicy.TargetTrackingMetricDataQueryProperty {
  return {
    id,
    label,
    returnData: false,
    metricStat: {
      stat: 'Average',
      metric: {
        namespace: metric.namespace,
        metricName: metric.metricName,
        dimensions: Object.entries(metric.dimensions ?? {}).map(
          ([name, value]) => ({ name, value }),
        ),
      },
    },
  };
}

function addStepsOut(
  stack: ServiceStack,
  target: CfnScalableTarget,
  { waiting }: QueueMetrics,
  { minTasks }: ScalingConfig,
): void {
  // From no tasks at all, the first message must start one: nobody else would take it.
  const steps = STEPS_OUT.map((step, index) =>
    index === 0 && minTasks === 0 ? { ...step, messages: 1 } : step,
  );
  const threshold = Math.min(...steps.map(({ messages }) => messages));
  const policy = new CfnScalingPolicy(stack, 'StepsOut', {
    policyName: `${stack.service.name}-steps-out`,
    policyType: 'StepScaling',
    scalingTargetId: target.ref,
    stepScalingPolicyConfiguration: {
      adjustmentType: 'ChangeInCapacity',
      cooldown: COOLDOWN_SECONDS,
      metricAggregationType: 'Average',
      // CloudFormation counts steps from the alarm's threshold.
      stepAdjustments: steps.map(({ messages, tasks }, index) => ({
        metricIntervalLowerBound: messages - threshold,
        metricIntervalUpperBound: nextBound(steps, index, threshold),
        scalingAdjustment: tasks,
      })),
    },
  });
  scaleOnAlarm(stack, 'messages-wait', policy, {
    metric: waiting,
    threshold,
    comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    evaluationPeriods: EVALUATION_PERIODS.out,
    says: `${threshold} messages or more wait; tasks are added.`,
  });
}

function nextBound(
  steps: readonly { messages: number }[],
  index: number,
  threshold: number,
): number | undefined {
  const next = steps[index + 1];
  return next && next.messages - threshold;
}

function addStepsIn(
  stack: ServiceStack,
  target: CfnScalableTarget,
  {
    unfinished,
    below,
    says,
  }: { unfinished: IMetric; below: number; says: string },
): void {
  const policy = new CfnScalingPolicy(stack, 'StepsIn', {
    policyName: `${stack.service.name}-steps-in`,
    policyType: 'StepScaling',
    scalingTargetId: target.ref,
    stepScalingPolicyConfiguration: {
      adjustmentType: 'ChangeInCapacity',
      cooldown: COOLDOWN_SECONDS,
      metricAggregationType: 'Average',
      stepAdjustments: [{ metricIntervalUpperBound: 0, scalingAdjustment: -1 }],
    },
  });
  scaleOnAlarm(stack, 'caught-up', policy, {
    metric: unfinished,
    threshold: below,
    comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
    evaluationPeriods: EVALUATION_PERIODS.in,
    says: `${says} A task is taken away, down to the minimum.`,
  });
}

/** An alarm that moves the service and tells nobody: it is meant to go off. */
function scaleOnAlarm(
  stack: ServiceStack,
  name: string,
  policy: CfnScalingPolicy,
  spec: {
    metric: IMetric;
    threshold: number;
    comparisonOperator: ComparisonOperator;
    evaluationPeriods: number;
    says: string;
  },
): void {
  const { says, ...condition } = spec;
  const alarm = new Alarm(stack, name, {
    ...condition,
    alarmName: `${stack.service.name}-${name}`,
    alarmDescription: says,
    treatMissingData: TreatMissingData.MISSING,
  });
  alarm.addAlarmAction({ bind: () => ({ alarmActionArn: policy.ref }) });
}
