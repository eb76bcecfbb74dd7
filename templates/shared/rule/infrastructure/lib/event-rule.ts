import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import {
  CfnRule,
  EventBus,
  IEventBus,
  IRuleTarget,
  Rule,
  RuleTargetConfig,
} from 'aws-cdk-lib/aws-events';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { RuleConfig } from '../config/rule';
import { ALARM_PERIOD } from './alarms';
import { addDeadLetterQueue } from './dead-letter-queue';
import type { ServiceStack } from './service-stack';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';

/** How EventBridge tries to deliver to a target, before the event goes to the dead-letter queue. */
export interface Delivery {
  deadLetterQueue: IQueue;
  /** EventBridge's longest. */
  maxEventAge: Duration;
  /** EventBridge's most. */
  retryAttempts: number;
}

/** The bus of the rule: a new one, or one that exists in the same account and region. */
export function addEventBus(
  stack: ServiceStack,
  { eventBus }: Pick<RuleConfig, 'eventBus'>,
): IEventBus {
  return eventBus.mode === 'new'
    ? new EventBus(stack, 'EventBus', { eventBusName: eventBus.name })
    : EventBus.fromEventBusName(stack, 'EventBus', eventBus.name);
}

/** Stands in while CDK checks that a rule has a pattern; the rule's own takes its place. */
const ANY_EVENT = { version: ['0'] };

/** What a stack with more than one rule says of each. */
export interface EventRuleOptions {
  /** If the stack has it already. */
  bus?: IEventBus;
  /** Follows the service's name in the rule's, for each rule but the first. */
  suffix?: string;
}

/**
 * Adds a rule on the bus with a target that drops nothing: what EventBridge
 * gives up on goes to a dead-letter queue, and alarms say so.
 *
 * @param target - makes the target, given how EventBridge is to deliver
 */
export function addEventRule(
  stack: ServiceStack,
  config: RuleConfig,
  target: (delivery: Delivery) => IRuleTarget,
  { bus = addEventBus(stack, config), suffix }: EventRuleOptions = {},
): Rule {
  const name = suffix ? `${stack.service.name}-${suffix}` : stack.service.name;
  const prefix = suffix ? `${suffix}-` : '';
  if (Object.keys(config.eventPattern).length === 0) {
    throw new Error(
      'config/rule.ts: eventPattern is empty. Say which events the service is for, or it gets every event on the bus.',
    );
  }
  const rule = new Rule(stack, suffix ? `Rule-${suffix}` : 'Rule', {
    ruleName: name,
    description: `Events for ${name}`,
    eventBus: bus,
    eventPattern: ANY_EVENT,
    targets: [
      target({
        deadLetterQueue: addDeadLetterQueue(stack, {
          suffix: `${prefix}rule-dlq`,
          says: 'EventBridge gave up on delivering events.',
          runbook: 'events-not-delivered',
        }),
        maxEventAge: Duration.hours(24),
        retryAttempts: 185,
      }),
    ],
  });
  // CDK's own type of patterns knows fewer operators than EventBridge does.
  (rule.node.defaultChild as CfnRule).eventPattern = config.eventPattern;
  addFailedInvocationsAlarm(stack, config, name, prefix);
  return rule;
}

/**
 * What a target that CDK has none of its own for says of its delivery, and the
 * right of its rule to put events into the dead-letter queue.
 */
export function deliveryOf(
  { ruleRef }: Parameters<IRuleTarget['bind']>[0],
  { deadLetterQueue, maxEventAge, retryAttempts }: Delivery,
): Pick<RuleTargetConfig, 'deadLetterConfig' | 'retryPolicy'> {
  deadLetterQueue.addToResourcePolicy(
    new PolicyStatement({
      sid: 'AllowRule',
      principals: [new ServicePrincipal('events.amazonaws.com')],
      actions: ['sqs:SendMessage'],
      resources: [deadLetterQueue.queueArn],
      conditions: { ArnEquals: { 'aws:SourceArn': ruleRef.ruleArn } },
    }),
  );
  return {
    deadLetterConfig: { arn: deadLetterQueue.queueArn },
    retryPolicy: {
      maximumEventAgeInSeconds: maxEventAge.toSeconds(),
      maximumRetryAttempts: retryAttempts,
    },
  };
}

function addFailedInvocationsAlarm(
  stack: ServiceStack,
  { eventBus }: RuleConfig,
  ruleName: string,
  prefix: string,
) {
  stack.alarms.add({
    name: `${prefix}failed-invocations`,
    says: 'EventBridge cannot deliver events to this service.',
    runbook: 'events-not-delivered',
    metric: new Metric({
      namespace: 'AWS/Events',
      metricName: 'FailedInvocations',
      dimensionsMap: {
        RuleName: ruleName,
        ...(eventBus.name !== 'default' && { EventBusName: eventBus.name }),
      },
      period: ALARM_PERIOD,
      statistic: 'Sum',
    }),
    threshold: 0,
  });
}
