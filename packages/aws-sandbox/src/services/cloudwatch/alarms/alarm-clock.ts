import type { PutMetricAlarmInput } from '@aws-sdk/client-cloudwatch';
import { AwsError, Scope, World } from '../../../core';
import { evaluateMetricQuery } from '../metric-query';
import { Alarm, CloudWatchState } from './alarm';
import { actionsFor, isScalingAction, takeAlarmActions } from './alarm-actions';
import { alarmPeriodSeconds, alarmQueries } from './alarm-query';
import { changeAlarmState } from './change-alarm-state';
import { EXTRA_PERIODS, evaluateAlarm } from './evaluate-alarm';

/** How often alarms are looked at; each judges a period only once it is over. */
const TICK_MILLISECONDS = 5_000;

const COMPARISONS: Record<string, string | undefined> = {
  GreaterThanOrEqualToThreshold: 'greater than or equal to',
  GreaterThanThreshold: 'greater than',
  LessThanOrEqualToThreshold: 'less than or equal to',
  LessThanThreshold: 'less than',
};

/** Judges all alarms of a world, period by period. */
export function startAlarmClock(world: World): void {
  let isRunning = false;
  world.clock.every(TICK_MILLISECONDS, async () => {
    // An action may take longer than a tick.
    if (isRunning) {
      return;
    }
    isRunning = true;
    try {
      for (const { scope, state } of world.states<CloudWatchState>(
        'cloudwatch',
      )) {
        for (const alarm of [...state.alarms.values()]) {
          await judge(world, scope, alarm);
        }
      }
    } finally {
      isRunning = false;
    }
  });
}

async function judge(world: World, scope: Scope, alarm: Alarm): Promise<void> {
  const { configuration } = alarm;
  const period = alarmPeriodSeconds(configuration) * 1000;
  const end = Math.floor(world.clock.now() / period) * period;
  if (alarm.evaluatedUpTo === end) {
    return;
  }
  alarm.evaluatedUpTo = end;
  const evaluationPeriods = configuration.EvaluationPeriods ?? 1;
  const start = end - (evaluationPeriods + EXTRA_PERIODS) * period;
  const values = readValues(world, scope, alarm, start, end);
  const datapoints: (number | undefined)[] = [];
  for (let at = start; at < end; at += period) {
    datapoints.push(values.get(at));
  }
  const previous = alarm.state;
  const latest = datapoints.filter(value => value !== undefined).at(-1);
  const state = evaluateAlarm(
    criteriaOf(configuration),
    datapoints,
    alarm.state,
  );
  if (state !== previous) {
    await changeAlarmState(world, alarm, {
      state,
      ...explain(configuration, datapoints, state, end),
      datapointValue: latest,
    });
    return;
  }
  const repeated = actionsFor(alarm, state).filter(isScalingAction);
  await takeAlarmActions(world, alarm, repeated, previous, latest);
}

/** An expression that cannot be evaluated, such as the first of no series, counts as no data. */
function readValues(
  world: World,
  scope: Scope,
  alarm: Alarm,
  start: number,
  end: number,
): Map<number, number> {
  try {
    const [result] = evaluateMetricQuery(
      world,
      scope,
      alarmQueries(alarm.configuration),
      { startTime: new Date(start), endTime: new Date(end) },
    );
    return new Map(
      result?.datapoints.map(({ at, value }) => [at, value] as const) ?? [],
    );
  } catch (error) {
    if (error instanceof AwsError) {
      return new Map();
    }
    throw error;
  }
}

function criteriaOf(configuration: PutMetricAlarmInput) {
  const evaluationPeriods = configuration.EvaluationPeriods ?? 1;
  return {
    evaluationPeriods,
    datapointsToAlarm: configuration.DatapointsToAlarm ?? evaluationPeriods,
    threshold: configuration.Threshold ?? 0,
    comparisonOperator:
      configuration.ComparisonOperator ?? 'GreaterThanThreshold',
    treatMissingData: configuration.TreatMissingData ?? 'missing',
  };
}

function explain(
  configuration: PutMetricAlarmInput,
  datapoints: (number | undefined)[],
  state: string,
  end: number,
): { reason: string; reasonData: string } {
  const { evaluationPeriods, datapointsToAlarm, threshold } =
    criteriaOf(configuration);
  const recent = datapoints
    .filter((value): value is number => value !== undefined)
    .slice(-evaluationPeriods);
  const reasonData = JSON.stringify({
    version: '1.0',
    queryDate: new Date(end).toISOString(),
    statistic: configuration.Statistic ?? configuration.ExtendedStatistic,
    period: alarmPeriodSeconds(configuration),
    recentDatapoints: recent,
    threshold,
  });
  if (recent.length === 0) {
    return {
      reason: `${
        state === 'INSUFFICIENT_DATA'
          ? 'Insufficient Data'
          : 'Threshold Crossed'
      }: no datapoints were received for ${evaluationPeriods} period(s)`,
      reasonData,
    };
  }
  const comparison = COMPARISONS[configuration.ComparisonOperator ?? ''] ?? '';
  return {
    reason:
      state === 'ALARM'
        ? `Threshold Crossed: ${datapointsToAlarm} out of the last ${evaluationPeriods} datapoints [${recent.join(
            ', ',
          )}] were ${comparison} the threshold (${threshold})`
        : `Threshold Crossed: of the last ${evaluationPeriods} datapoints [${recent.join(
            ', ',
          )}] fewer than ${datapointsToAlarm} were ${comparison} the threshold (${threshold})`,
    reasonData,
  };
}
