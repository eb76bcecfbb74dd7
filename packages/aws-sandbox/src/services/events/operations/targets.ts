import {
  ListTargetsByRuleRequest,
  ListTargetsByRuleResponse,
  PutTargetsRequest,
  PutTargetsResponse,
  RemoveTargetsRequest,
  RemoveTargetsResponse,
  Target,
} from '@aws-sdk/client-eventbridge';
import { AwsError, Operation } from '../../../core';
import { checkTarget } from './check-target';
import {
  findRule,
  pageByName,
  refuseManaged,
  validationError,
} from './input-rules';

const TARGETS_PER_RULE = 5;

export const targetOperations: Record<string, Operation> = {
  PutTargets(input: PutTargetsRequest, context): PutTargetsResponse {
    const rule = findRule(context, input.Rule, input.EventBusName);
    refuseManaged(rule);
    const targets = input.Targets ?? [];
    if (targets.length === 0) {
      throw validationError(
        "1 validation error detected: Value '[]' at 'targets' failed to satisfy constraint: Member must have length greater than or equal to 1",
      );
    }
    targets.forEach(checkTarget);
    const ids = new Set([
      ...rule.targets.keys(),
      ...targets.map(target => target.Id ?? ''),
    ]);
    if (ids.size > TARGETS_PER_RULE) {
      throw new AwsError(
        'LimitExceededException',
        'The requested resource exceeds the maximum number allowed.',
      );
    }
    for (const target of targets) {
      rule.targets.set(target.Id ?? '', target);
    }
    return { FailedEntryCount: 0, FailedEntries: [] };
  },

  RemoveTargets(input: RemoveTargetsRequest, context): RemoveTargetsResponse {
    const rule = findRule(context, input.Rule, input.EventBusName);
    refuseManaged(rule, input.Force);
    const missing = (input.Ids ?? []).filter(id => !rule.targets.delete(id));
    return {
      FailedEntryCount: missing.length,
      FailedEntries: missing.map(TargetId => ({
        TargetId,
        ErrorCode: 'ResourceNotFoundException',
        ErrorMessage: `Rule ${rule.name} does not have a target with the Id ${TargetId}.`,
      })),
    };
  },

  ListTargetsByRule(
    input: ListTargetsByRuleRequest,
    context,
  ): ListTargetsByRuleResponse {
    const rule = findRule(context, input.Rule, input.EventBusName);
    const page = pageByName<Target>(
      rule.targets.values(),
      target => target.Id ?? '',
      input,
    );
    return { Targets: page.items, NextToken: page.nextToken };
  },
};
