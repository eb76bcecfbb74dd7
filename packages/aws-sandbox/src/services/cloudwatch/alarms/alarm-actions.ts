import type { MetricAlarm, StateValue } from '@aws-sdk/client-cloudwatch';
import { parseArn } from '@ecs-eda/plugin-event-topology-common';
import { World } from '../../../core';
import { Alarm, remember } from './alarm';
import { describeAlarm } from './describe-alarm';

/**
 * Told of each action that an alarm takes.
 *
 * @param datapointValue - the latest value that the alarm judged; undefined
 *   when it had none or its state was set by hand
 */
export type AlarmActionListener = (
  actionArn: string,
  alarm: MetricAlarm,
  state: StateValue,
  datapointValue: number | undefined,
) => void | Promise<void>;

/** Services whose resources an alarm notifies through the data plane. */
const DELIVERABLE = new Set(['lambda', 'sns']);

const listenersByWorld = new WeakMap<World, Set<AlarmActionListener>>();

/**
 * Listens to alarm actions, whatever they name: a scaling policy takes those
 * with its own ARN. Topics and functions get theirs from CloudWatch itself.
 *
 * @returns ends the listening
 */
export function onAlarmAction(
  world: World,
  listener: AlarmActionListener,
): () => void {
  let listeners = listenersByWorld.get(world);
  if (!listeners) {
    listeners = new Set();
    listenersByWorld.set(world, listeners);
  }
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Takes the actions that an alarm has for the state it is in. */
export async function takeAlarmActions(
  world: World,
  alarm: Alarm,
  actionArns: string[],
  previous: StateValue,
  datapointValue: number | undefined,
): Promise<void> {
  for (const actionArn of actionArns) {
    const failure = await attempt(async () => {
      for (const listener of listenersByWorld.get(world) ?? []) {
        await listener(
          actionArn,
          describeAlarm(alarm),
          alarm.state,
          datapointValue,
        );
      }
      if (DELIVERABLE.has(parseArn(actionArn)?.service ?? '')) {
        await world.deliver({
          arn: actionArn,
          body: JSON.stringify(notification(alarm, previous)),
          sender: 'cloudwatch.amazonaws.com',
        });
      }
    });
    remember(alarm, {
      at: new Date(world.clock.now()),
      type: 'Action',
      summary: failure
        ? `Failed to execute action ${actionArn}. Received error: "${failure}"`
        : `Successfully executed action ${actionArn}`,
      data: JSON.stringify({
        actionState: failure ? 'Failed' : 'Succeeded',
        notificationResource: actionArn,
        stateUpdateTimestamp: alarm.stateUpdatedAt.getTime(),
        ...(failure && { error: failure }),
      }),
    });
  }
}

/** The actions that an alarm has configured for a state. */
export function actionsFor(alarm: Alarm, state: StateValue): string[] {
  const { ActionsEnabled, AlarmActions, InsufficientDataActions, OKActions } =
    alarm.configuration;
  if (ActionsEnabled === false) {
    return [];
  }
  const actions = {
    ALARM: AlarmActions,
    INSUFFICIENT_DATA: InsufficientDataActions,
    OK: OKActions,
  }[state];
  return actions ?? [];
}

/** Scaling policies are called again and again as long as the state lasts. */
export function isScalingAction(actionArn: string): boolean {
  return parseArn(actionArn)?.service === 'autoscaling';
}

async function attempt(run: () => Promise<void>): Promise<string | undefined> {
  try {
    await run();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** What CloudWatch publishes to a topic. */
function notification(alarm: Alarm, previous: StateValue) {
  const { configuration } = alarm;
  const [, , , region, accountId] = alarm.arn.split(':');
  return {
    AlarmName: configuration.AlarmName,
    AlarmDescription: configuration.AlarmDescription ?? null,
    AWSAccountId: accountId,
    AlarmConfigurationUpdatedTimestamp:
      alarm.configurationUpdatedAt.toISOString(),
    NewStateValue: alarm.state,
    NewStateReason: alarm.stateReason,
    StateChangeTime: alarm.stateUpdatedAt.toISOString(),
    Region: region,
    AlarmArn: alarm.arn,
    OldStateValue: previous,
    OKActions: configuration.OKActions ?? [],
    AlarmActions: configuration.AlarmActions ?? [],
    InsufficientDataActions: configuration.InsufficientDataActions ?? [],
    Trigger: {
      MetricName: configuration.MetricName,
      Namespace: configuration.Namespace,
      StatisticType: configuration.ExtendedStatistic
        ? 'ExtendedStatistic'
        : 'Statistic',
      Statistic: configuration.Statistic?.toUpperCase(),
      Unit: null,
      Dimensions: (configuration.Dimensions ?? []).map(({ Name, Value }) => ({
        value: Value,
        name: Name,
      })),
      Metrics: configuration.Metrics,
      Period: configuration.Period,
      EvaluationPeriods: configuration.EvaluationPeriods,
      DatapointsToAlarm: configuration.DatapointsToAlarm,
      ComparisonOperator: configuration.ComparisonOperator,
      Threshold: configuration.Threshold,
      TreatMissingData: configuration.TreatMissingData ?? 'missing',
    },
  };
}
