import type {
  PutMetricAlarmInput,
  StateValue,
} from '@aws-sdk/client-cloudwatch';

/** A metric alarm: what was put, and the state that it is in. */
export interface Alarm {
  arn: string;
  configuration: PutMetricAlarmInput;
  configurationUpdatedAt: Date;
  tags: Record<string, string>;
  state: StateValue;
  stateReason: string;
  stateReasonData: string;
  stateUpdatedAt: Date;
  stateTransitionedAt: Date;
  /** The start of the last period that was looked at; each period is looked at once. */
  evaluatedUpTo?: number;
  history: AlarmHistoryEntry[];
}

/** One entry of `DescribeAlarmHistory`. */
export interface AlarmHistoryEntry {
  at: Date;
  type: 'Action' | 'ConfigurationUpdate' | 'StateUpdate';
  summary: string;
  data: string;
}

/** The alarms of one account and region, by name. */
export interface CloudWatchState {
  alarms: Map<string, Alarm>;
}

/** CloudWatch keeps a fortnight; the sandbox keeps so many entries. */
const HISTORY_ENTRIES = 100;

/** Adds to an alarm's history. */
export function remember(alarm: Alarm, entry: AlarmHistoryEntry): void {
  alarm.history.push(entry);
  if (alarm.history.length > HISTORY_ENTRIES) {
    alarm.history.shift();
  }
}
