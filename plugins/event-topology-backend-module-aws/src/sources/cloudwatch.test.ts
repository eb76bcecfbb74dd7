import { arnOf, placeOf } from '../__testing__/place';
import { alarmFact } from './cloudwatch';

const place = placeOf('cloudwatch');

describe('alarmFact', () => {
  it('reads the queue that the metric is of', () => {
    expect(
      alarmFact(place, {
        AlarmName: 'backlog',
        AlarmArn: arnOf('cloudwatch', 'alarm:backlog'),
        Namespace: 'AWS/SQS',
        MetricName: 'ApproximateNumberOfMessagesVisible',
        Dimensions: [{ Name: 'QueueName', Value: 'loyalty' }],
        Threshold: 5,
      }),
    ).toEqual({
      scope: place.scope,
      accountId: '123456789012',
      region: 'eu-central-1',
      alarmName: 'backlog',
      alarmArn: arnOf('cloudwatch', 'alarm:backlog'),
      threshold: 5,
      queueNames: ['loyalty'],
    });
  });

  it('reads the queues of metric math, each once', () => {
    const depth = (id: string, metricName: string) => ({
      Id: id,
      MetricStat: {
        Period: 60,
        Stat: 'Maximum',
        Metric: {
          Namespace: 'AWS/SQS',
          MetricName: metricName,
          Dimensions: [{ Name: 'QueueName', Value: 'loyalty' }],
        },
      },
    });

    expect(
      alarmFact(place, {
        AlarmName: 'idle',
        Metrics: [
          depth('v', 'ApproximateNumberOfMessagesVisible'),
          depth('n', 'ApproximateNumberOfMessagesNotVisible'),
          { Id: 'e', Expression: 'v + n' },
        ],
      }).queueNames,
    ).toEqual(['loyalty']);
  });

  it('takes no other metric for a queue', () => {
    expect(
      alarmFact(place, {
        AlarmName: 'cpu',
        Namespace: 'AWS/ECS',
        Dimensions: [{ Name: 'ServiceName', Value: 'loyalty' }],
      }).queueNames,
    ).toEqual([]);
  });
});
