import type { StateValue } from '@aws-sdk/client-cloudwatch';
import { World } from '../../../core';
import { Alarm, remember } from './alarm';
import { actionsFor, takeAlarmActions } from './alarm-actions';
import { reportStateChange } from './report-state-change';

/** A state and why the alarm is in it. */
export interface StateChange {
  state: StateValue;
  reason: string;
  reasonData: string;
  /** The latest value that was judged. */
  datapointValue?: number;
}

/** Puts an alarm into a state and, when that is another one, takes its actions. */
export async function changeAlarmState(
  world: World,
  alarm: Alarm,
  change: StateChange,
): Promise<void> {
  const now = new Date(world.clock.now());
  const previous = alarm.state;
  const previousReason = alarm.stateReason;
  alarm.state = change.state;
  alarm.stateReason = change.reason;
  alarm.stateReasonData = change.reasonData;
  alarm.stateUpdatedAt = now;
  if (previous === change.state) {
    return;
  }
  alarm.stateTransitionedAt = now;
  remember(alarm, {
    at: now,
    type: 'StateUpdate',
    summary: `Alarm updated from ${previous} to ${change.state}`,
    data: JSON.stringify({
      version: '1.0',
      oldState: { stateValue: previous },
      newState: { stateValue: change.state, stateReason: change.reason },
    }),
  });
  reportStateChange(world, alarm, { value: previous, reason: previousReason });
  await takeAlarmActions(
    world,
    alarm,
    actionsFor(alarm, change.state),
    previous,
    change.datapointValue,
  );
}
