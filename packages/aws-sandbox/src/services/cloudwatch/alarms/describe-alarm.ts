import type { MetricAlarm } from '@aws-sdk/client-cloudwatch';
import { Alarm } from './alarm';

/** An alarm as `DescribeAlarms` gives it. */
export function describeAlarm(alarm: Alarm): MetricAlarm {
  const { Tags: _tags, ...configuration } = alarm.configuration;
  return {
    ...configuration,
    ActionsEnabled: configuration.ActionsEnabled ?? true,
    OKActions: configuration.OKActions ?? [],
    AlarmActions: configuration.AlarmActions ?? [],
    InsufficientDataActions: configuration.InsufficientDataActions ?? [],
    Dimensions: configuration.Dimensions ?? [],
    AlarmArn: alarm.arn,
    AlarmConfigurationUpdatedTimestamp: alarm.configurationUpdatedAt,
    StateValue: alarm.state,
    StateReason: alarm.stateReason,
    StateReasonData: alarm.stateReasonData,
    StateUpdatedTimestamp: alarm.stateUpdatedAt,
    StateTransitionedTimestamp: alarm.stateTransitionedAt,
  };
}
