import { randomUUID } from 'node:crypto';
import {
  Alarm,
  TargetTrackingScalingPolicyConfiguration,
} from '@aws-sdk/client-application-auto-scaling';
import {
  PutMetricAlarmCommandInput,
  MetricDataQuery,
  Statistic,
} from '@aws-sdk/client-cloudwatch';
import { Scope, World, internalContext } from '../../../core';
import { parseServiceResourceId } from '../ecs-capacity';
import { validationException } from '../errors';

const PERIOD_SECONDS = 60;
/** Out after three minutes, in after fifteen: availability comes first. */
const PERIODS_HIGH = 3;
const PERIODS_LOW = 15;
/** The way in begins a tenth below the target, so that it does not swing. */
const LOW_SHARE = 0.9;
const PRINCIPAL = 'application-autoscaling.amazonaws.com';

const PREDEFINED: Record<string, { namespace: string; metricName: string }> = {
  ECSServiceAverageCPUUtilization: {
    namespace: 'AWS/ECS',
    metricName: 'CPUUtilization',
  },
  ECSServiceAverageMemoryUtilization: {
    namespace: 'AWS/ECS',
    metricName: 'MemoryUtilization',
  },
};

type MetricPart = Pick<
  PutMetricAlarmCommandInput,
  'Namespace' | 'MetricName' | 'Dimensions' | 'Statistic' | 'Period' | 'Metrics'
>;

/**
 * Makes the alarms of a target tracking policy in CloudWatch.
 *
 * @throws AwsError `ValidationException` for a metric that cannot be tracked
 */
export async function createTrackingAlarms(
  world: World,
  scope: Scope,
  resourceId: string,
  policyArn: string,
  policy: TargetTrackingScalingPolicyConfiguration,
): Promise<Alarm[]> {
  const metric = metricOf(resourceId, policy);
  const target = policy.TargetValue ?? 0;
  const alarms = [
    await putAlarm(world, scope, {
      ...metric,
      ...common(resourceId, policyArn, 'AlarmHigh'),
      ComparisonOperator: 'GreaterThanThreshold',
      EvaluationPeriods: PERIODS_HIGH,
      Threshold: target,
    }),
  ];
  if (policy.DisableScaleIn !== true) {
    alarms.push(
      await putAlarm(world, scope, {
        ...metric,
        ...common(resourceId, policyArn, 'AlarmLow'),
        ComparisonOperator: 'LessThanThreshold',
        EvaluationPeriods: PERIODS_LOW,
        Threshold: target * LOW_SHARE,
      }),
    );
  }
  return alarms;
}

/** Removes alarms that a policy made; those that are gone already don't matter. */
export async function deleteTrackingAlarms(
  world: World,
  scope: Scope,
  alarms: Alarm[],
): Promise<void> {
  for (const { AlarmName } of alarms) {
    try {
      await callCloudWatch(world, scope, 'DeleteAlarms', {
        AlarmNames: [AlarmName],
      });
    } catch (error) {
      if (!(error instanceof Error && /NotFound/.test(error.name))) {
        throw error;
      }
    }
  }
}

function common(resourceId: string, policyArn: string, which: string) {
  return {
    AlarmName: `TargetTracking-${resourceId}-${which}-${randomUUID()}`,
    AlarmDescription: `DO NOT EDIT OR DELETE. For TargetTrackingScaling policy ${policyArn}.`,
    ActionsEnabled: true,
    AlarmActions: [policyArn],
  };
}

async function putAlarm(
  world: World,
  scope: Scope,
  alarm: PutMetricAlarmCommandInput,
): Promise<Alarm> {
  await callCloudWatch(world, scope, 'PutMetricAlarm', alarm);
  return {
    AlarmName: alarm.AlarmName,
    AlarmARN: `arn:aws:cloudwatch:${scope.region}:${scope.accountId}:alarm:${alarm.AlarmName}`,
  };
}

function callCloudWatch(
  world: World,
  scope: Scope,
  operation: string,
  input: object,
) {
  return world
    .service('cloudwatch')
    .operations[operation](input, internalContext(world, scope, PRINCIPAL));
}

function metricOf(
  resourceId: string,
  policy: TargetTrackingScalingPolicyConfiguration,
): MetricPart {
  const {
    PredefinedMetricSpecification: predefined,
    CustomizedMetricSpecification: customized,
  } = policy;
  if ((predefined === undefined) === (customized === undefined)) {
    throw validationException(
      'Exactly one of PredefinedMetricSpecification and CustomizedMetricSpecification must be given.',
    );
  }
  if (predefined) {
    return predefinedMetric(
      resourceId,
      predefined.PredefinedMetricType ?? '',
      predefined.ResourceLabel,
    );
  }
  if (customized?.Metrics?.length) {
    return { Metrics: customized.Metrics.map(toDataQuery) };
  }
  if (!customized?.Namespace || !customized.MetricName) {
    throw validationException(
      'A customized metric must have a namespace and a name, or metrics.',
    );
  }
  return {
    Namespace: customized.Namespace,
    MetricName: customized.MetricName,
    Dimensions: (customized.Dimensions ?? []).map(({ Name, Value }) => ({
      Name,
      Value,
    })),
    Statistic: (customized.Statistic ?? 'Average') as Statistic,
    Period: PERIOD_SECONDS,
  };
}

function toDataQuery(
  query: NonNullable<
    NonNullable<
      TargetTrackingScalingPolicyConfiguration['CustomizedMetricSpecification']
    >['Metrics']
  >[number],
): MetricDataQuery {
  return {
    Id: query.Id,
    Label: query.Label,
    Expression: query.Expression,
    ReturnData: query.ReturnData,
    MetricStat: query.MetricStat && {
      Metric: {
        Namespace: query.MetricStat.Metric?.Namespace,
        MetricName: query.MetricStat.Metric?.MetricName,
        Dimensions: (query.MetricStat.Metric?.Dimensions ?? []).map(
          ({ Name, Value }) => ({ Name, Value }),
        ),
      },
      Stat: query.MetricStat.Stat,
      Period: PERIOD_SECONDS,
    },
  };
}

function predefinedMetric(
  resourceId: string,
  type: string,
  resourceLabel: string | undefined,
): MetricPart {
  if (type === 'ALBRequestCountPerTarget') {
    const [loadBalancer, targetGroup] = /^(app\/.+)\/(targetgroup\/.+)$/
      .exec(resourceLabel ?? '')
      ?.slice(1) ?? [undefined, undefined];
    if (!loadBalancer || !targetGroup) {
      throw validationException(
        'The ResourceLabel of ALBRequestCountPerTarget must name a load balancer and a target group.',
      );
    }
    return {
      Namespace: 'AWS/ApplicationELB',
      MetricName: 'RequestCountPerTarget',
      Dimensions: [{ Name: 'TargetGroup', Value: targetGroup }],
      Statistic: 'Sum',
      Period: PERIOD_SECONDS,
    };
  }
  const metric = PREDEFINED[type];
  const service = parseServiceResourceId(resourceId);
  if (!metric || !service) {
    throw validationException(
      `Unsupported metric type: ${type} for resource ${resourceId}`,
    );
  }
  return {
    Namespace: metric.namespace,
    MetricName: metric.metricName,
    Dimensions: [
      { Name: 'ClusterName', Value: service.cluster },
      { Name: 'ServiceName', Value: service.service },
    ],
    Statistic: 'Average',
    Period: PERIOD_SECONDS,
  };
}
