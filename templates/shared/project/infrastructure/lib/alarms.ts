import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  IMetric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { ServiceConfig } from '../config/service';

/** One alarm: when it goes off, and where it is told what to do then. */
export interface AlarmSpec {
  /** Follows the service's name in the alarm's. */
  name: string;
  /** What is wrong, in one sentence. */
  says: string;
  /** A page in docs/runbooks, without its ending. */
  runbook: string;
  metric: IMetric;
  threshold: number;
  /** @defaultValue GREATER_THAN_THRESHOLD */
  comparisonOperator?: ComparisonOperator;
  /** How many periods of the metric in a row. @defaultValue 1 */
  evaluationPeriods?: number;
}

/** The service's alarms and the topic that they notify. */
export class Alarms extends Construct {
  readonly topic: ITopic;
  private readonly service: ServiceConfig;

  constructor(scope: Construct, service: ServiceConfig) {
    super(scope, 'Alarms');
    this.service = service;
    this.topic =
      service.alarms.target === 'existing'
        ? existingTopic(this, service)
        : newTopic(this, service);
  }

  add(spec: AlarmSpec): Alarm {
    const alarm = new Alarm(this, spec.name, {
      alarmName: `${this.service.name}-${spec.name}`,
      alarmDescription: `${spec.says} What to do: docs/runbooks/${spec.runbook}.md`,
      metric: spec.metric,
      threshold: spec.threshold,
      comparisonOperator:
        spec.comparisonOperator ?? ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: spec.evaluationPeriods ?? 1,
      // Metrics of queues, rules and services pause while nothing happens.
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    const notify = new SnsAction(this.topic);
    alarm.addAlarmAction(notify);
    alarm.addOkAction(notify);
    return alarm;
  }
}

/** The period of metrics that alarms look at: AWS's services report each minute. */
export const ALARM_PERIOD = Duration.minutes(1);

function existingTopic(scope: Construct, service: ServiceConfig): ITopic {
  if (!service.alarms.topicArn) {
    throw new Error(
      "config/service.ts: alarms.target is 'existing', so alarms.topicArn must name the topic.",
    );
  }
  return Topic.fromTopicArn(scope, 'Topic', service.alarms.topicArn);
}

function newTopic(scope: Construct, service: ServiceConfig): ITopic {
  const topic = new Topic(scope, 'Topic', {
    topicName: `${service.name}-alarms`,
    enforceSSL: true,
  });
  // A policy of its own replaces the one that lets the account's alarms publish.
  topic.addToResourcePolicy(
    new PolicyStatement({
      sid: 'AllowAlarms',
      principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
      actions: ['sns:Publish'],
      resources: [topic.topicArn],
      conditions: { StringEquals: { 'aws:SourceAccount': service.accountId } },
    }),
  );
  if (service.alarms.email) {
    topic.addSubscription(new EmailSubscription(service.alarms.email));
  }
  return topic;
}
