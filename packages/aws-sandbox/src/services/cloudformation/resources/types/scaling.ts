import { isRecord } from '../../template/template';
import { apiType } from '../api-type';
import { ResourceContext } from '../ResourceContext';
import {
  InvalidPropertyError,
  Properties,
  ResourceType,
} from '../resource-type';

const TARGET_KEY = ['ResourceId', 'ScalableDimension', 'ServiceNamespace'];

const targetKey = (properties: Properties) =>
  Object.fromEntries(TARGET_KEY.map(name => [name, properties[name]]));

const scalableTarget = apiType({
  service: 'application-autoscaling',
  create: 'RegisterScalableTarget',
  update: { operation: 'RegisterScalableTarget', whole: true },
  delete: 'DeregisterScalableTarget',
  replacedBy: TARGET_KEY,
  separate: ['ScheduledActions'],
  identify(
    { ScalableTargetARN },
    { ResourceId, ScalableDimension, ServiceNamespace },
  ) {
    const id = `${ResourceId}|${ScalableDimension}|${ServiceNamespace}`;
    return { physicalId: id, arn: ScalableTargetARN, attributes: { Id: id } };
  },
  key: (_, properties) => targetKey(properties),
  async afterwards(_, properties, before, context) {
    await scheduleActions(properties, before ?? {}, context);
  },
});

async function scheduleActions(
  properties: Properties,
  before: Properties,
  context: ResourceContext,
): Promise<void> {
  const wanted = scheduledActions(properties);
  const names = wanted.map(action => action.ScheduledActionName);
  for (const { ScheduledActionName } of scheduledActions(before)) {
    if (!names.includes(ScheduledActionName)) {
      await context.call('application-autoscaling', 'DeleteScheduledAction', {
        ...targetKey(properties),
        ScheduledActionName,
      });
    }
  }
  for (const action of wanted) {
    await context.call(
      'application-autoscaling',
      'PutScheduledAction',
      context.shape('application-autoscaling', 'PutScheduledAction', {
        ...targetKey(properties),
        ...action,
      }),
    );
  }
}

function scheduledActions({ ScheduledActions = [] }: Properties) {
  if (!Array.isArray(ScheduledActions) || !ScheduledActions.every(isRecord)) {
    throw new InvalidPropertyError(
      '#/ScheduledActions: expected a list of objects',
    );
  }
  return ScheduledActions;
}

const scalingPolicy = apiType({
  service: 'application-autoscaling',
  create: 'PutScalingPolicy',
  update: { operation: 'PutScalingPolicy', whole: true },
  delete: 'DeleteScalingPolicy',
  replacedBy: ['PolicyName', ...TARGET_KEY, 'ScalingTargetId'],
  untagged: true,
  adapt: withTarget,
  identify: ({ PolicyARN }) => ({
    physicalId: PolicyARN,
    attributes: { Arn: PolicyARN },
  }),
  key: (_, properties) => ({
    ...targetKey(withTarget(properties)),
    PolicyName: properties.PolicyName,
  }),
});

/** A policy names its target by the three parts of its key, or by the target's id, which holds them. */
function withTarget({
  ScalingTargetId,
  ...properties
}: Properties): Properties {
  if (ScalingTargetId === undefined) {
    return properties;
  }
  const parts = String(ScalingTargetId).split('|');
  return {
    ...properties,
    ...Object.fromEntries(
      TARGET_KEY.map((name, index) => [name, parts[index]]),
    ),
  };
}

const alarm = apiType({
  service: 'cloudwatch',
  create: 'PutMetricAlarm',
  update: { operation: 'PutMetricAlarm', whole: true },
  delete: 'DeleteAlarms',
  name: { property: 'AlarmName', maximumLength: 255 },
  replacedBy: ['AlarmName'],
  identify: (_, { AlarmName }, { scope }) => {
    const arn = `arn:aws:cloudwatch:${scope.region}:${scope.accountId}:alarm:${AlarmName}`;
    return { physicalId: AlarmName, arn, attributes: { Arn: arn } };
  },
  key: ({ physicalId }) => ({
    AlarmName: physicalId,
    AlarmNames: [physicalId],
  }),
});

export const scalingTypes: Record<string, ResourceType> = {
  'AWS::ApplicationAutoScaling::ScalableTarget': scalableTarget,
  'AWS::ApplicationAutoScaling::ScalingPolicy': scalingPolicy,
  'AWS::CloudWatch::Alarm': alarm,
};
