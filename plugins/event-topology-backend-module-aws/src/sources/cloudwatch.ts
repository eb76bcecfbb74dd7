import {
  CloudWatchClient,
  DescribeAlarmsCommand,
  MetricAlarm,
} from '@aws-sdk/client-cloudwatch';
import { AlarmFact } from '../findings/findings';
import { withoutUndefined } from '../findings/make-edge';
import { ReadingPlace } from '../findings/make-node';
import { AwsSource } from './aws-source';

/** The most that `DescribeAlarms` takes names of. */
const ALARMS_PER_CALL = 100;

/**
 * The alarms that step scaling policies act on: they say which queue is
 * watched. 1 call for 100 such alarms, none when there are none. Target
 * tracking says its metric itself.
 */
export const cloudwatchSource: AwsSource = {
  service: 'cloudwatch',
  scope: 'region',
  after: ['application-autoscaling'],
  createClient: config => new CloudWatchClient(config),

  async read(context) {
    const { scalingPolicies } = await context.findingsOf(
      ['application-autoscaling'],
      'region',
    );
    const names = [
      ...new Set(
        scalingPolicies
          .filter(one => one.policy.policyType === 'StepScaling')
          .flatMap(one => one.alarmNames),
      ),
    ].filter(Boolean);
    const alarms: AlarmFact[] = [];
    for (let i = 0; i < names.length; i += ALARMS_PER_CALL) {
      const some = names.slice(i, i + ALARMS_PER_CALL);
      context.resources.add('alarms', some.join(', '), async () => {
        const listed = context.pages(
          'alarms',
          token =>
            context.send(
              new DescribeAlarmsCommand({
                AlarmNames: some,
                AlarmTypes: ['MetricAlarm'],
                MaxRecords: ALARMS_PER_CALL,
                NextToken: token,
              }),
            ),
          page => page.NextToken,
        );
        for await (const page of listed) {
          alarms.push(
            ...(page.MetricAlarms ?? []).map(alarm =>
              alarmFact(context, alarm),
            ),
          );
        }
      });
    }
    await context.resources.done();
    return { alarms };
  },
};

export function alarmFact(place: ReadingPlace, alarm: MetricAlarm): AlarmFact {
  const metrics = [
    { Namespace: alarm.Namespace, Dimensions: alarm.Dimensions },
    ...(alarm.Metrics ?? []).map(query => ({
      Namespace: query.MetricStat?.Metric?.Namespace,
      Dimensions: query.MetricStat?.Metric?.Dimensions,
    })),
  ];
  const queueNames = metrics
    .filter(metric => metric.Namespace === 'AWS/SQS')
    .flatMap(metric => metric.Dimensions ?? [])
    .filter(dimension => dimension.Name === 'QueueName')
    .flatMap(dimension => dimension.Value ?? []);
  return withoutUndefined<AlarmFact>({
    scope: place.scope,
    accountId: place.accountId,
    region: place.region,
    alarmName: alarm.AlarmName ?? '',
    alarmArn: alarm.AlarmArn ?? '',
    threshold: alarm.Threshold,
    queueNames: [...new Set(queueNames)].sort(),
  });
}
