import type {
  DeleteAlarmsInput,
  DescribeAlarmHistoryInput,
  DescribeAlarmHistoryOutput,
  DescribeAlarmsForMetricInput,
  DescribeAlarmsForMetricOutput,
  DescribeAlarmsInput,
  DescribeAlarmsOutput,
  EnableAlarmActionsInput,
  PutMetricAlarmInput,
  SetAlarmStateInput,
} from '@aws-sdk/client-cloudwatch';
import {
  AwsError,
  Operation,
  RequestContext,
  UnsupportedError,
  paginate,
} from '../../../core';
import { Alarm, CloudWatchState, remember } from '../alarms/alarm';
import { alarmQueries } from '../alarms/alarm-query';
import { changeAlarmState } from '../alarms/change-alarm-state';
import { describeAlarm } from '../alarms/describe-alarm';
import { dimensionsOf } from '../dimensions';
import { evaluateMetricQuery } from '../metric-query';

const MAXIMUM_RECORDS = 100;

/** What `PutMetricAlarm` takes in AWS and the sandbox doesn't have. */
const ABSENT_MEMBERS = [
  'ThresholdMetricId',
  'EvaluationWindow',
  'WarmUpConfiguration',
  'EvaluationCriteria',
  'ActionConfiguration',
] as const;

/** Makes an alarm or replaces its configuration; the state of a replaced one stays. */
export const putMetricAlarm: Operation<PutMetricAlarmInput, {}> = (
  input,
  context,
) => {
  checkAlarm(input, context);
  const name = input.AlarmName ?? '';
  const { alarms } = stateOf(context);
  const now = new Date(context.world.clock.now());
  const existing = alarms.get(name);
  const alarm: Alarm = existing ?? {
    arn: `arn:aws:cloudwatch:${context.region}:${context.accountId}:alarm:${name}`,
    configuration: input,
    configurationUpdatedAt: now,
    tags: Object.fromEntries(
      (input.Tags ?? []).map(({ Key = '', Value = '' }) => [Key, Value]),
    ),
    state: 'INSUFFICIENT_DATA',
    stateReason: 'Unchecked: Initial alarm creation',
    stateReasonData: '{}',
    stateUpdatedAt: now,
    stateTransitionedAt: now,
    history: [],
  };
  alarm.configuration = input;
  alarm.configurationUpdatedAt = now;
  alarm.evaluatedUpTo = undefined;
  alarms.set(name, alarm);
  remember(alarm, {
    at: now,
    type: 'ConfigurationUpdate',
    summary: `Alarm "${name}" ${existing ? 'updated' : 'created'}`,
    data: JSON.stringify({
      version: '1.0',
      type: existing ? 'Update' : 'Create',
    }),
  });
  return {};
};

/** Alarms by name, prefix, state and action. */
export const describeAlarms: Operation<
  DescribeAlarmsInput,
  DescribeAlarmsOutput
> = (input, context) => {
  const wantsMetricAlarms =
    !input.AlarmTypes || input.AlarmTypes.includes('MetricAlarm');
  const found = sortedAlarms(context).filter(
    ({ configuration: { AlarmName = '', ...configuration }, state }) =>
      wantsMetricAlarms &&
      (input.AlarmNames?.includes(AlarmName) ?? true) &&
      AlarmName.startsWith(input.AlarmNamePrefix ?? '') &&
      (input.StateValue ?? state) === state &&
      (input.ActionPrefix === undefined ||
        [
          ...(configuration.AlarmActions ?? []),
          ...(configuration.OKActions ?? []),
          ...(configuration.InsufficientDataActions ?? []),
        ].some(action => action.startsWith(input.ActionPrefix ?? ''))),
  );
  const page = paginate(found, nameOf, {
    asked: input.MaxRecords,
    maximum: MAXIMUM_RECORDS,
    token: input.NextToken,
  });
  return {
    MetricAlarms: page.items.map(describeAlarm),
    CompositeAlarms: [],
    NextToken: page.nextToken,
  };
};

/** Alarms that watch exactly this metric. */
export const describeAlarmsForMetric: Operation<
  DescribeAlarmsForMetricInput,
  DescribeAlarmsForMetricOutput
> = (input, context) => {
  const wanted = JSON.stringify(sortedDimensions(input));
  return {
    MetricAlarms: sortedAlarms(context)
      .filter(({ configuration }) =>
        alarmQueries(configuration).some(
          ({ MetricStat: stat }) =>
            stat?.Metric?.Namespace === input.Namespace &&
            stat?.Metric?.MetricName === input.MetricName &&
            JSON.stringify(sortedDimensions(stat?.Metric ?? {})) === wanted &&
            (input.Period ?? stat?.Period) === stat?.Period &&
            (input.Statistic ?? stat?.Stat) === stat?.Stat,
        ),
      )
      .map(describeAlarm),
  };
};

/** What became of alarms, newest first unless asked otherwise. */
export const describeAlarmHistory: Operation<
  DescribeAlarmHistoryInput,
  DescribeAlarmHistoryOutput
> = (input, context) => {
  const entries = sortedAlarms(context)
    .filter(alarm => (input.AlarmName ?? nameOf(alarm)) === nameOf(alarm))
    .flatMap(alarm =>
      alarm.history.map((entry, index) => ({
        ...entry,
        alarm,
        key: `${entry.at.toISOString()}/${nameOf(alarm)}/${String(
          index,
        ).padStart(4, '0')}`,
      })),
    )
    .filter(
      entry =>
        (input.HistoryItemType ?? entry.type) === entry.type &&
        (!input.StartDate || entry.at >= input.StartDate) &&
        (!input.EndDate || entry.at <= input.EndDate),
    )
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const page = paginate(
    input.ScanBy === 'TimestampAscending'
      ? entries
      : // Keys must rise along the list, so that newest-first takes them inverted.
        entries.reverse().map((entry, index) => ({
          ...entry,
          key: String(index).padStart(9, '0'),
        })),
    entry => entry.key,
    {
      asked: input.MaxRecords,
      maximum: MAXIMUM_RECORDS,
      token: input.NextToken,
    },
  );
  return {
    AlarmHistoryItems: page.items.map(entry => ({
      AlarmName: nameOf(entry.alarm),
      AlarmType: 'MetricAlarm',
      Timestamp: entry.at,
      HistoryItemType: entry.type,
      HistorySummary: entry.summary,
      HistoryData: entry.data,
    })),
    NextToken: page.nextToken,
  };
};

/** All or none: a name that no alarm has refuses the whole call. */
export const deleteAlarms: Operation<DeleteAlarmsInput, {}> = (
  input,
  context,
) => {
  const { alarms } = stateOf(context);
  const names = input.AlarmNames ?? [];
  names.forEach(name => requireAlarm(context, name));
  names.forEach(name => alarms.delete(name));
  return {};
};

/** Until the alarm is judged again. */
export const setAlarmState: Operation<SetAlarmStateInput, {}> = async (
  input,
  context,
) => {
  const alarm = requireAlarm(context, input.AlarmName ?? '');
  const state = input.StateValue;
  if (state !== 'OK' && state !== 'ALARM' && state !== 'INSUFFICIENT_DATA') {
    throw new AwsError(
      'ValidationError',
      `1 validation error detected: Value '${state}' at 'stateValue' failed to satisfy constraint: Member must satisfy enum value set: [INSUFFICIENT_DATA, ALARM, OK]`,
    );
  }
  await changeAlarmState(context.world, alarm, {
    state,
    reason: input.StateReason ?? '',
    reasonData: input.StateReasonData ?? '{}',
  });
  return {};
};

/** Lets alarms act, or not. */
export function switchAlarmActions(
  isEnabled: boolean,
): Operation<EnableAlarmActionsInput, {}> {
  return (input, context) => {
    for (const name of input.AlarmNames ?? []) {
      const alarm = stateOf(context).alarms.get(name);
      if (alarm) {
        alarm.configuration = {
          ...alarm.configuration,
          ActionsEnabled: isEnabled,
        };
      }
    }
    return {};
  };
}

function checkAlarm(input: PutMetricAlarmInput, context: RequestContext): void {
  const absent = ABSENT_MEMBERS.find(member => input[member] !== undefined);
  if (absent) {
    throw new UnsupportedError(`${absent} of PutMetricAlarm`);
  }
  const periods = input.EvaluationPeriods ?? 0;
  if (periods < 1) {
    throw new AwsError(
      'ValidationError',
      'EvaluationPeriods must be at least 1',
    );
  }
  if ((input.DatapointsToAlarm ?? periods) > periods) {
    throw new AwsError(
      'ValidationError',
      'DatapointsToAlarm must not be greater than EvaluationPeriods',
    );
  }
  if (input.Threshold === undefined || !input.ComparisonOperator) {
    throw new AwsError(
      'ValidationError',
      'Threshold and ComparisonOperator are required',
    );
  }
  if (input.ComparisonOperator.match(/Lower|Upper/)) {
    throw new UnsupportedError('alarms on anomaly detection bands');
  }
  if ((input.MetricName === undefined) === (input.Metrics === undefined)) {
    throw new AwsError(
      'ValidationError',
      'An alarm must have either MetricName or Metrics',
    );
  }
  const returned = alarmQueries(input).filter(
    query => query.ReturnData !== false,
  );
  if (returned.length !== 1) {
    throw new AwsError(
      'ValidationError',
      'Exactly one element of the metrics list should return data.',
    );
  }
  // Throws for ids, periods, statistics and expressions that cannot be evaluated.
  const now = context.world.clock.now();
  evaluateMetricQuery(context.world, context, alarmQueries(input), {
    startTime: new Date(now - 60_000),
    endTime: new Date(now),
  });
}

function requireAlarm(context: RequestContext, name: string): Alarm {
  const alarm = stateOf(context).alarms.get(name);
  if (!alarm) {
    throw new AwsError('ResourceNotFound', `Alarm ${name} does not exist`, 404);
  }
  return alarm;
}

function stateOf(context: RequestContext): CloudWatchState {
  return context.world.state<CloudWatchState>('cloudwatch', context);
}

function sortedAlarms(context: RequestContext): Alarm[] {
  return [...stateOf(context).alarms.values()].sort((a, b) =>
    nameOf(a) < nameOf(b) ? -1 : 1,
  );
}

function nameOf(alarm: Alarm): string {
  return alarm.configuration.AlarmName ?? '';
}

function sortedDimensions(metric: {
  Dimensions?: { Name: string | undefined; Value: string | undefined }[];
}): [string, string][] {
  return Object.entries(dimensionsOf(metric.Dimensions)).sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
}
