import {
  DeleteRuleRequest,
  DescribeRuleRequest,
  DescribeRuleResponse,
  DisableRuleRequest,
  EnableRuleRequest,
  ListRuleNamesByTargetRequest,
  ListRuleNamesByTargetResponse,
  ListRulesRequest,
  ListRulesResponse,
  PutRuleRequest,
  PutRuleResponse,
  Rule,
} from '@aws-sdk/client-eventbridge';
import { Operation } from '../../../core';
import { parseScheduleExpression } from '../../../schedule-expression';
import { compilePattern } from '../routing/compile-pattern';
import { scheduleRule } from '../routing/schedule-rule';
import { EventRule, ruleArn } from '../state';
import {
  checkName,
  findBus,
  findRule,
  pageByName,
  refuseManaged,
  tagRecord,
  validationError,
} from './input-rules';

export const ruleOperations: Record<string, Operation> = {
  PutRule(input: PutRuleRequest, context): PutRuleResponse {
    const name = checkName(input.Name, 64);
    const bus = findBus(context, input.EventBusName);
    if (!input.EventPattern && !input.ScheduleExpression) {
      throw validationError(
        'Parameter(s) EventPattern or ScheduleExpression must be specified.',
      );
    }
    if (input.ScheduleExpression) {
      checkSchedule(input.ScheduleExpression, bus.name);
    }
    const matches = input.EventPattern
      ? compilePattern(input.EventPattern)
      : undefined;
    const existing = bus.rules.get(name);
    if (existing) {
      refuseManaged(existing);
    }
    const rule: EventRule = existing ?? {
      name,
      arn: ruleArn(context, bus.name, name),
      busName: bus.name,
      state: 'ENABLED',
      createdBy: context.accountId,
      // Tags of a rule that exists already are left as they are.
      tags: tagRecord(input.Tags),
      targets: new Map(),
    };
    rule.eventPattern = input.EventPattern || undefined;
    rule.matches = matches;
    rule.scheduleExpression = input.ScheduleExpression || undefined;
    rule.state = input.State ?? 'ENABLED';
    rule.description = input.Description;
    rule.roleArn = input.RoleArn;
    bus.rules.set(name, rule);
    scheduleRule(context.world, context, rule);
    return { RuleArn: rule.arn };
  },

  DescribeRule(input: DescribeRuleRequest, context): DescribeRuleResponse {
    const rule = findRule(context, input.Name, input.EventBusName);
    return { ...summary(rule), CreatedBy: rule.createdBy };
  },

  ListRules(input: ListRulesRequest, context): ListRulesResponse {
    const bus = findBus(context, input.EventBusName);
    const page = pageByName(
      [...bus.rules.values()].filter(rule =>
        rule.name.startsWith(input.NamePrefix ?? ''),
      ),
      rule => rule.name,
      input,
    );
    return { Rules: page.items.map(summary), NextToken: page.nextToken };
  },

  ListRuleNamesByTarget(
    input: ListRuleNamesByTargetRequest,
    context,
  ): ListRuleNamesByTargetResponse {
    const bus = findBus(context, input.EventBusName);
    const page = pageByName(
      [...bus.rules.values()].filter(rule =>
        [...rule.targets.values()].some(
          target => target.Arn === input.TargetArn,
        ),
      ),
      rule => rule.name,
      input,
    );
    return {
      RuleNames: page.items.map(rule => rule.name),
      NextToken: page.nextToken,
    };
  },

  EnableRule(input: EnableRuleRequest, context): object {
    const rule = findRule(context, input.Name, input.EventBusName);
    refuseManaged(rule);
    rule.state = 'ENABLED';
    scheduleRule(context.world, context, rule);
    return {};
  },

  DisableRule(input: DisableRuleRequest, context): object {
    const rule = findRule(context, input.Name, input.EventBusName);
    refuseManaged(rule);
    rule.state = 'DISABLED';
    scheduleRule(context.world, context, rule);
    return {};
  },

  DeleteRule(input: DeleteRuleRequest, context): object {
    const bus = findBus(context, input.EventBusName);
    const rule = bus.rules.get(input.Name ?? '');
    // Deleting what is not there succeeds, as on AWS.
    if (!rule) {
      return {};
    }
    refuseManaged(rule, input.Force);
    if (rule.targets.size > 0) {
      throw validationError("Rule can't be deleted since it has targets.");
    }
    rule.cancelSchedule?.();
    bus.rules.delete(rule.name);
    return {};
  },
};

function summary(rule: EventRule): Rule {
  return {
    Name: rule.name,
    Arn: rule.arn,
    EventPattern: rule.eventPattern,
    State: rule.state,
    Description: rule.description,
    ScheduleExpression: rule.scheduleExpression,
    RoleArn: rule.roleArn,
    ManagedBy: rule.managedBy,
    EventBusName: rule.busName,
  };
}

function checkSchedule(expression: string, busName: string): void {
  if (busName !== 'default') {
    throw validationError(
      'ScheduleExpression is supported only on the default event bus.',
    );
  }
  // One-time schedules belong to EventBridge Scheduler.
  if (expression.startsWith('at(')) {
    throw validationError('Parameter ScheduleExpression is not valid.');
  }
  try {
    parseScheduleExpression(expression);
  } catch {
    throw validationError('Parameter ScheduleExpression is not valid.');
  }
}
