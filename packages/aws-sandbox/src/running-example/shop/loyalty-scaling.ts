import {
  PutScalingPolicyCommand,
  RegisterScalableTargetCommand,
} from '@aws-sdk/client-application-auto-scaling';
import { PutMetricAlarmCommand } from '@aws-sdk/client-cloudwatch';
import { AwsClients } from '../aws/aws-clients';
import { Cluster } from '../aws/cluster';
import { ContainerService } from '../aws/container-service';
import { Queue } from '../aws/queue';
import { required } from '../aws/required';
import { tagList, Tags } from '../aws/tags';

/** What scales, and by what. */
export interface LoyaltyScalingSpec {
  cluster: Cluster;
  service: ContainerService;
  queue: Queue;
  tags: Tags;
}

/** How many tasks there may be. */
export const LOYALTY_CAPACITY = { minimum: 2, maximum: 10 };

/** Points may be ten seconds late when all goes well. */
const ACCEPTABLE_LATENCY_SECONDS = 10;
/** What a task takes for one order, on average. */
export const LOYALTY_PROCESSING_SECONDS = 0.4;

/**
 * Out by the backlog of each task (messages ÷ running tasks, held at
 * acceptable latency ÷ processing time), helped by steps of the talk's figures
 * (one task from 5 visible messages, two from 15; and four from 100) that react
 * within seconds; in by steps, once next to nothing is visible or in flight.
 */
export async function deployLoyaltyScaling(
  aws: AwsClients,
  spec: LoyaltyScalingSpec,
): Promise<void> {
  const target = {
    ServiceNamespace: 'ecs' as const,
    ScalableDimension: 'ecs:service:DesiredCount' as const,
    ResourceId: `service/${spec.cluster.name}/${spec.service.name}`,
  };
  await aws.applicationAutoScaling.send(
    new RegisterScalableTargetCommand({
      ...target,
      MinCapacity: LOYALTY_CAPACITY.minimum,
      MaxCapacity: LOYALTY_CAPACITY.maximum,
      Tags: spec.tags,
    }),
  );
  await putBacklogPolicy(aws, spec, target);
  await putStepsOut(aws, spec, target);
  await putStepsIn(aws, spec, target);
}

type Target = Pick<
  RegisterScalableTargetCommand['input'],
  'ServiceNamespace' | 'ScalableDimension' | 'ResourceId'
>;

async function putBacklogPolicy(
  aws: AwsClients,
  spec: LoyaltyScalingSpec,
  target: Target,
) {
  await aws.applicationAutoScaling.send(
    new PutScalingPolicyCommand({
      ...target,
      PolicyName: 'loyalty-backlog-per-task',
      PolicyType: 'TargetTrackingScaling',
      TargetTrackingScalingPolicyConfiguration: {
        TargetValue: ACCEPTABLE_LATENCY_SECONDS / LOYALTY_PROCESSING_SECONDS,
        ScaleOutCooldown: 20,
        ScaleInCooldown: 60,
        // The steps bring the service down: this metric does not see messages in flight.
        DisableScaleIn: true,
        CustomizedMetricSpecification: {
          Metrics: [
            {
              Id: 'messages',
              Label: 'Messages that wait',
              MetricStat: {
                Metric: {
                  Namespace: 'AWS/SQS',
                  MetricName: 'ApproximateNumberOfMessagesVisible',
                  Dimensions: [{ Name: 'QueueName', Value: spec.queue.name }],
                },
                Stat: 'Average',
              },
              ReturnData: false,
            },
            {
              Id: 'tasks',
              Label: 'Running tasks',
              MetricStat: {
                Metric: {
                  Namespace: 'ECS/ContainerInsights',
                  MetricName: 'RunningTaskCount',
                  Dimensions: [
                    { Name: 'ClusterName', Value: spec.cluster.name },
                    { Name: 'ServiceName', Value: spec.service.name },
                  ],
                },
                Stat: 'Average',
              },
              ReturnData: false,
            },
            {
              Id: 'backlogPerTask',
              Label: 'Backlog per task',
              // At least one task, or the first message would divide by zero.
              Expression: 'messages / MAX([tasks, 1])',
              ReturnData: true,
            },
          ],
        },
      },
    }),
  );
}

async function putStepsOut(
  aws: AwsClients,
  spec: LoyaltyScalingSpec,
  target: Target,
) {
  const { PolicyARN } = await aws.applicationAutoScaling.send(
    new PutScalingPolicyCommand({
      ...target,
      PolicyName: 'loyalty-steps-out',
      PolicyType: 'StepScaling',
      StepScalingPolicyConfiguration: {
        AdjustmentType: 'ChangeInCapacity',
        // The talk waits 300 s; a demonstration has no time for that.
        Cooldown: 20,
        MetricAggregationType: 'Average',
        StepAdjustments: [
          {
            MetricIntervalLowerBound: 0,
            MetricIntervalUpperBound: 10,
            ScalingAdjustment: 1,
          },
          {
            MetricIntervalLowerBound: 10,
            MetricIntervalUpperBound: 95,
            ScalingAdjustment: 2,
          },
          { MetricIntervalLowerBound: 95, ScalingAdjustment: 4 },
        ],
      },
    }),
  );
  await aws.cloudWatch.send(
    new PutMetricAlarmCommand({
      AlarmName: 'loyalty-messages-wait',
      AlarmDescription: `Orders wait in ${spec.queue.name}.`,
      Namespace: 'AWS/SQS',
      MetricName: 'ApproximateNumberOfMessagesVisible',
      Dimensions: [{ Name: 'QueueName', Value: spec.queue.name }],
      Statistic: 'Average',
      Period: 10,
      EvaluationPeriods: 3,
      Threshold: 5,
      ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      TreatMissingData: 'notBreaching',
      AlarmActions: [
        required(PolicyARN, 'the ARN of policy loyalty-steps-out'),
      ],
      Tags: tagList(spec.tags),
    }),
  );
}

async function putStepsIn(
  aws: AwsClients,
  spec: LoyaltyScalingSpec,
  target: Target,
) {
  const { PolicyARN } = await aws.applicationAutoScaling.send(
    new PutScalingPolicyCommand({
      ...target,
      PolicyName: 'loyalty-steps-in',
      PolicyType: 'StepScaling',
      StepScalingPolicyConfiguration: {
        AdjustmentType: 'ChangeInCapacity',
        Cooldown: 15,
        MetricAggregationType: 'Average',
        StepAdjustments: [
          { MetricIntervalUpperBound: 0, ScalingAdjustment: -2 },
        ],
      },
    }),
  );
  const queueMetric = (id: string, metricName: string) => ({
    Id: id,
    MetricStat: {
      Metric: {
        Namespace: 'AWS/SQS',
        MetricName: metricName,
        Dimensions: [{ Name: 'QueueName', Value: spec.queue.name }],
      },
      Period: 10,
      Stat: 'Average',
    },
    ReturnData: false,
  });
  await aws.cloudWatch.send(
    new PutMetricAlarmCommand({
      AlarmName: 'loyalty-caught-up',
      AlarmDescription: `Little waits or is in hand in ${spec.queue.name}.`,
      Metrics: [
        queueMetric('waiting', 'ApproximateNumberOfMessagesVisible'),
        queueMetric('inHand', 'ApproximateNumberOfMessagesNotVisible'),
        {
          Id: 'unfinished',
          Label: 'Messages not yet handled',
          Expression: 'waiting + inHand',
          ReturnData: true,
        },
      ],
      EvaluationPeriods: 3,
      Threshold: 8,
      ComparisonOperator: 'LessThanOrEqualToThreshold',
      TreatMissingData: 'notBreaching',
      AlarmActions: [required(PolicyARN, 'the ARN of policy loyalty-steps-in')],
      Tags: tagList(spec.tags),
    }),
  );
}
