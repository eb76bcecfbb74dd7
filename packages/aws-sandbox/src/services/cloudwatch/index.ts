import * as schemas from '@aws-sdk/client-cloudwatch';
import { ServiceDefinition } from '../../core';
import { CloudWatchState } from './alarms/alarm';
import { startAlarmClock } from './alarms/alarm-clock';
import {
  deleteAlarms,
  describeAlarmHistory,
  describeAlarms,
  describeAlarmsForMetric,
  putMetricAlarm,
  setAlarmState,
  switchAlarmActions,
} from './operations/alarms';
import { getMetricData } from './operations/get-metric-data';
import { getMetricStatistics } from './operations/get-metric-statistics';
import { listMetrics } from './operations/list-metrics';
import { putMetricData } from './operations/put-metric-data';
import {
  listTagsForResource,
  tagResource,
  untagResource,
} from './operations/tags';

export { onAlarmAction } from './alarms/alarm-actions';
export type { AlarmActionListener } from './alarms/alarm-actions';
export { evaluateMetricQuery } from './metric-query';
export type { EvaluatedMetric, TimeSpan } from './metric-query';

/** Amazon CloudWatch: metrics of what happens in the sandbox, and metric alarms. */
export const cloudwatchService: ServiceDefinition<CloudWatchState> = {
  id: 'cloudwatch',
  schemas,
  stateScope: 'account-and-region',
  createState: () => ({ alarms: new Map() }),
  operations: {
    DeleteAlarms: deleteAlarms,
    DescribeAlarmHistory: describeAlarmHistory,
    DescribeAlarms: describeAlarms,
    DescribeAlarmsForMetric: describeAlarmsForMetric,
    DisableAlarmActions: switchAlarmActions(false),
    EnableAlarmActions: switchAlarmActions(true),
    GetMetricData: getMetricData,
    GetMetricStatistics: getMetricStatistics,
    ListMetrics: listMetrics,
    ListTagsForResource: listTagsForResource,
    PutMetricAlarm: putMetricAlarm,
    PutMetricData: putMetricData,
    SetAlarmState: setAlarmState,
    TagResource: tagResource,
    UntagResource: untagResource,
  },
  taggedResources: (scope, world) =>
    [...world.state<CloudWatchState>('cloudwatch', scope).alarms.values()].map(
      ({ arn, tags }) => ({ arn, tags }),
    ),
  start: startAlarmClock,
};
