import {
  ModifyListenerInput,
  ModifyListenerOutput,
  ModifyRuleInput,
  ModifyRuleOutput,
  ModifyTargetGroupInput,
  ModifyTargetGroupOutput,
  SetSecurityGroupsInput,
  SetSecurityGroupsOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { AwsError, Operation } from '../../../core';
import { loadBalancingState } from '../state';
import {
  checkActions,
  findListener,
  findRule,
  withoutInternals,
} from './listeners';
import { findLoadBalancer } from './load-balancers';
import { findTargetGroup } from './target-groups';

/** Changes of what is there; what the input leaves out stays as it is. */
export const modificationOperations: Record<string, Operation> = {
  ModifyTargetGroup(
    { TargetGroupArn, ...changes }: ModifyTargetGroupInput,
    context,
  ): ModifyTargetGroupOutput {
    const group = findTargetGroup(context, TargetGroupArn ?? '');
    Object.assign(group, defined(changes));
    const { targets: _, health: __, turn: ___, ...described } = group;
    return { TargetGroups: [described] };
  },

  ModifyListener(
    { ListenerArn, ...changes }: ModifyListenerInput,
    context,
  ): ModifyListenerOutput {
    const listener = findListener(context, ListenerArn ?? '');
    checkActions(context, changes.DefaultActions);
    Object.assign(listener, defined(changes));
    for (const rule of loadBalancingState(
      context.world,
      context,
    ).rules.values()) {
      if (rule.listenerArn === listener.ListenerArn && rule.IsDefault) {
        rule.Actions = listener.DefaultActions;
      }
    }
    return { Listeners: [listener] };
  },

  ModifyRule(
    { RuleArn, ...changes }: ModifyRuleInput,
    context,
  ): ModifyRuleOutput {
    const rule = findRule(context, RuleArn ?? '');
    if (rule.IsDefault) {
      throw new AwsError(
        'OperationNotPermittedException',
        'The default rule of a listener is changed with the listener',
      );
    }
    checkActions(context, changes.Actions);
    Object.assign(rule, defined(changes));
    return { Rules: [withoutInternals(rule)] };
  },

  SetSecurityGroups(
    input: SetSecurityGroupsInput,
    context,
  ): SetSecurityGroupsOutput {
    const loadBalancer = findLoadBalancer(context, input.LoadBalancerArn ?? '');
    loadBalancer.SecurityGroups = input.SecurityGroups;
    return { SecurityGroupIds: input.SecurityGroups };
  },
};

function defined<T extends object>(changes: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(changes).filter(([, value]) => value !== undefined),
  ) as Partial<T>;
}
