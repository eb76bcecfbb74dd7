import { parseArn } from '@ecs-eda/plugin-event-topology-common';
import { World } from '../../../core';
import { EventRule } from '../state';

/** The counts of a rule, by CloudWatch's names. */
export type RuleMetric =
  | 'DeadLetterInvocations'
  | 'FailedInvocations'
  | 'InvocationAttempts'
  | 'Invocations'
  | 'InvocationsFailedToBeSentToDlq'
  | 'InvocationsSentToDlq'
  | 'MatchedEvents'
  | 'RetryInvocationAttempts'
  | 'SuccessfulInvocationAttempts'
  | 'ThrottledRules'
  | 'TriggeredRules';

/** Counts something of a rule; only rules of custom buses carry the bus as a dimension. */
export function countOfRule(
  world: World,
  rule: EventRule,
  metricName: RuleMetric,
): void {
  const arn = parseArn(rule.arn);
  if (!arn) {
    return;
  }
  world.metrics.count(arn, {
    namespace: 'AWS/Events',
    metricName,
    dimensions:
      rule.busName === 'default'
        ? { RuleName: rule.name }
        : { EventBusName: rule.busName, RuleName: rule.name },
  });
}
