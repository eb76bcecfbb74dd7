import {
  DeleteAlarmsCommand,
  DescribeAlarmsCommand,
  GetMetricDataCommand,
  ListMetricsCommand,
  Metric,
  MetricAlarm,
  PutMetricAlarmCommand,
  PutMetricDataCommand,
  SetAlarmStateCommand,
} from '@aws-sdk/client-cloudwatch';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { Check } from '../check';
import { ContractContext } from '../contract-context';
import { createQueue } from './sqs';

const Namespace = 'Contract';

async function putMetrics(context: ContractContext, Service: string) {
  const Dimensions = [{ Name: 'Service', Value: Service }];
  await context.aws.cloudWatch.send(
    new PutMetricDataCommand({
      Namespace,
      MetricData: [
        { MetricName: 'Messages', Dimensions, Value: 120 },
        { MetricName: 'Tasks', Dimensions, Value: 4 },
      ],
    }),
  );
  return Dimensions;
}

async function putAlarm(
  context: ContractContext,
  AlarmName: string,
  alarm: Partial<MetricAlarm> = {},
) {
  const { aws } = context;
  await aws.cloudWatch.send(
    new PutMetricAlarmCommand({
      AlarmName,
      Namespace,
      MetricName: 'Messages',
      Statistic: 'Average',
      Period: 60,
      EvaluationPeriods: 3,
      Threshold: 5,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      TreatMissingData: 'ignore',
      ...(alarm as object),
    }),
  );
  context.cleanUp(() =>
    aws.cloudWatch.send(new DeleteAlarmsCommand({ AlarmNames: [AlarmName] })),
  );
}

/** Metrics, metric math and alarms. */
export const cloudWatchChecks: Check[] = [
  {
    behaviour: 'calculates with metrics, many queries in one call',
    async run(context) {
      const Dimensions = await putMetrics(context, context.name('service'));
      const query = (Id: string, MetricName: string) => ({
        Id,
        MetricStat: {
          Metric: { Namespace, MetricName, Dimensions },
          Period: 60,
          Stat: 'Average',
        },
      });
      const results = await context.eventually('the metrics', async () => {
        const { MetricDataResults } = await context.aws.cloudWatch.send(
          new GetMetricDataCommand({
            StartTime: new Date(Date.now() - 10 * 60_000),
            EndTime: new Date(Date.now() + 60_000),
            MetricDataQueries: [
              { ...query('messages', 'Messages'), ReturnData: false },
              { ...query('tasks', 'Tasks'), ReturnData: false },
              { ...query('absent', 'Absent') },
              { Id: 'backlog', Expression: 'messages / MAX([tasks, 1])' },
            ],
          }),
        );
        const backlog = MetricDataResults?.find(one => one.Id === 'backlog');
        return (backlog?.Values?.length ?? 0) > 0 && MetricDataResults;
      });
      expect(results.map(result => result.Id).sort()).toEqual([
        'absent',
        'backlog',
      ]);
      const backlog = results.find(result => result.Id === 'backlog');
      expect(backlog?.Values?.[0]).toBe(30);
      expect(backlog?.Timestamps).toHaveLength(backlog?.Values?.length ?? -1);
      expect(results.find(result => result.Id === 'absent')?.Values).toEqual(
        [],
      );
    },
  },
  {
    behaviour: 'measures how many messages wait in a queue',
    async run(context) {
      const { aws } = context;
      const queue = await createQueue(context);
      await aws.sqs.send(
        new SendMessageCommand({ QueueUrl: queue.url, MessageBody: 'waits' }),
      );
      await context.eventually(
        'one visible message in the metrics',
        async () => {
          const { MetricDataResults } = await aws.cloudWatch.send(
            new GetMetricDataCommand({
              StartTime: new Date(Date.now() - 10 * 60_000),
              EndTime: new Date(Date.now() + 60_000),
              MetricDataQueries: [
                {
                  Id: 'visible',
                  MetricStat: {
                    Metric: {
                      Namespace: 'AWS/SQS',
                      MetricName: 'ApproximateNumberOfMessagesVisible',
                      Dimensions: [{ Name: 'QueueName', Value: queue.name }],
                    },
                    Period: 60,
                    Stat: 'Maximum',
                  },
                },
              ],
            }),
          );
          return MetricDataResults?.[0]?.Values?.[0] === 1;
        },
      );
    },
  },
  {
    behaviour: 'lists the metrics of a namespace and dimension',
    async run(context) {
      const Dimensions = await putMetrics(context, context.name('service'));
      const metrics = await context.eventually('both metrics', async () => {
        const { Metrics } = await context.aws.cloudWatch.send(
          new ListMetricsCommand({ Namespace, Dimensions }),
        );
        return Metrics?.length === 2 && Metrics;
      });
      expect(metrics.map((metric: Metric) => metric.MetricName).sort()).toEqual(
        ['Messages', 'Tasks'],
      );
      expect(metrics[0].Dimensions).toEqual(Dimensions);
    },
  },
  {
    behaviour: 'lists alarms by prefix, page by page',
    async run(context) {
      const { aws } = context;
      const prefix = context.name('alarms');
      const names = ['a', 'b', 'c'].map(suffix => `${prefix}-${suffix}`);
      for (const name of names) {
        await putAlarm(context, name);
      }
      const alarms = await context.pages<MetricAlarm>(
        'cloudwatch:DescribeAlarms',
        async NextToken => {
          const page = await aws.cloudWatch.send(
            new DescribeAlarmsCommand({
              AlarmNamePrefix: prefix,
              MaxRecords: 2,
              NextToken,
            }),
          );
          return { items: page.MetricAlarms, next: page.NextToken };
        },
      );
      expect(alarms.map(alarm => alarm.AlarmName).sort()).toEqual(names);
      expect(alarms[0]).toMatchObject({
        Namespace,
        MetricName: 'Messages',
        Period: 60,
        Threshold: 5,
        ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      });
    },
  },
  {
    behaviour: 'keeps alarms over metric math, and takes a state by hand',
    async run(context) {
      const { aws } = context;
      const name = context.name('math');
      const Metrics = [
        {
          Id: 'unfinished',
          Expression: 'messages + 0',
          ReturnData: true,
        },
        {
          Id: 'messages',
          MetricStat: {
            Metric: { Namespace, MetricName: 'Messages' },
            Period: 60,
            Stat: 'Average',
          },
          ReturnData: false,
        },
      ];
      await putAlarm(context, name, {
        Metrics,
        Namespace: undefined,
        MetricName: undefined,
        Statistic: undefined,
        Period: undefined,
      });
      await aws.cloudWatch.send(
        new SetAlarmStateCommand({
          AlarmName: name,
          StateValue: 'ALARM',
          StateReason: 'contract',
        }),
      );
      const { MetricAlarms } = await aws.cloudWatch.send(
        new DescribeAlarmsCommand({ AlarmNames: [name] }),
      );
      expect(MetricAlarms?.[0]).toMatchObject({
        AlarmName: name,
        StateValue: 'ALARM',
        StateReason: 'contract',
      });
      expect(MetricAlarms?.[0]?.Metrics).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ Expression: 'messages + 0' }),
        ]),
      );
    },
  },
];
