import {
  Action,
  CreateListenerInput,
  CreateListenerOutput,
  CreateRuleInput,
  CreateRuleOutput,
  DeleteListenerInput,
  DeleteRuleInput,
  DescribeListenersInput,
  DescribeListenersOutput,
  DescribeRulesInput,
  DescribeRulesOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { AwsError, Operation, RequestContext } from '../../../core';
import { listenerNotFound } from '../errors';
import { resourceId } from '../identifiers';
import { loadBalancingPage } from '../page';
import { StoredListener, StoredRule, loadBalancingState } from '../state';
import { tagRecord } from '../tags';
import { findLoadBalancer } from './load-balancers';
import { findTargetGroup } from './target-groups';

export const listenerOperations: Record<string, Operation> = {
  CreateListener(input: CreateListenerInput, context): CreateListenerOutput {
    const state = loadBalancingState(context.world, context);
    const loadBalancer = findLoadBalancer(context, input.LoadBalancerArn ?? '');
    checkActions(context, input.DefaultActions);
    const taken = [...state.listeners.values()].some(
      listener =>
        listener.LoadBalancerArn === loadBalancer.LoadBalancerArn &&
        listener.Port === input.Port,
    );
    if (taken) {
      throw new AwsError(
        'DuplicateListenerException',
        `A listener already exists on port ${input.Port} for this load balancer`,
      );
    }
    const id = resourceId(loadBalancer.LoadBalancerArn, String(input.Port));
    const listener: StoredListener = {
      ListenerArn: `${loadBalancer.LoadBalancerArn.replace(
        ':loadbalancer/',
        ':listener/',
      )}/${id}`,
      LoadBalancerArn: loadBalancer.LoadBalancerArn,
      Port: input.Port,
      Protocol: input.Protocol,
      Certificates: input.Certificates,
      SslPolicy: input.SslPolicy,
      DefaultActions: input.DefaultActions,
    };
    state.listeners.set(listener.ListenerArn, listener);
    state.tags.set(listener.ListenerArn, tagRecord(input.Tags));
    const rule: StoredRule = {
      RuleArn: ruleArn(listener, 'default'),
      listenerArn: listener.ListenerArn,
      Priority: 'default',
      Conditions: [],
      Actions: input.DefaultActions,
      IsDefault: true,
    };
    state.rules.set(rule.RuleArn, rule);
    return { Listeners: [listener] };
  },

  DescribeListeners(
    input: DescribeListenersInput,
    context,
  ): DescribeListenersOutput {
    const { listeners } = loadBalancingState(context.world, context);
    if (input.ListenerArns?.length) {
      return {
        Listeners: input.ListenerArns.map(arn => findListener(context, arn)),
      };
    }
    const loadBalancer = findLoadBalancer(context, input.LoadBalancerArn ?? '');
    const page = loadBalancingPage(
      [...listeners.values()].filter(
        listener => listener.LoadBalancerArn === loadBalancer.LoadBalancerArn,
      ),
      item => item.ListenerArn,
      input,
    );
    return { Listeners: page.items, NextMarker: page.nextToken };
  },

  DeleteListener(input: DeleteListenerInput, context): object {
    const state = loadBalancingState(context.world, context);
    const { ListenerArn } = findListener(context, input.ListenerArn ?? '');
    state.listeners.delete(ListenerArn);
    state.tags.delete(ListenerArn);
    for (const rule of [...state.rules.values()]) {
      if (rule.listenerArn === ListenerArn) {
        state.rules.delete(rule.RuleArn);
      }
    }
    return {};
  },

  CreateRule(input: CreateRuleInput, context): CreateRuleOutput {
    const state = loadBalancingState(context.world, context);
    const listener = findListener(context, input.ListenerArn ?? '');
    checkActions(context, input.Actions);
    const priority = String(input.Priority);
    const inUse = [...state.rules.values()].some(
      rule =>
        rule.listenerArn === listener.ListenerArn && rule.Priority === priority,
    );
    if (inUse) {
      throw new AwsError(
        'PriorityInUseException',
        `Priority '${priority}' is currently in use`,
      );
    }
    const rule: StoredRule = {
      RuleArn: ruleArn(listener, priority),
      listenerArn: listener.ListenerArn,
      Priority: priority,
      Conditions: input.Conditions,
      Actions: input.Actions,
      IsDefault: false,
    };
    state.rules.set(rule.RuleArn, rule);
    state.tags.set(rule.RuleArn, tagRecord(input.Tags));
    return { Rules: [withoutInternals(rule)] };
  },

  DescribeRules(input: DescribeRulesInput, context): DescribeRulesOutput {
    const { rules } = loadBalancingState(context.world, context);
    if (input.RuleArns?.length) {
      return {
        Rules: input.RuleArns.map(arn =>
          withoutInternals(findRule(context, arn)),
        ),
      };
    }
    const listener = findListener(context, input.ListenerArn ?? '');
    const page = loadBalancingPage(
      [...rules.values()].filter(
        rule => rule.listenerArn === listener.ListenerArn,
      ),
      item => item.RuleArn,
      input,
    );
    return {
      Rules: page.items.map(withoutInternals),
      NextMarker: page.nextToken,
    };
  },

  DeleteRule(input: DeleteRuleInput, context): object {
    const state = loadBalancingState(context.world, context);
    const rule = findRule(context, input.RuleArn ?? '');
    if (rule.IsDefault) {
      throw new AwsError(
        'OperationNotPermittedException',
        'The default rule of a listener cannot be deleted',
      );
    }
    state.rules.delete(rule.RuleArn);
    state.tags.delete(rule.RuleArn);
    return {};
  },
};

/** @throws AwsError `ListenerNotFoundException` */
export function findListener(
  context: RequestContext,
  arn: string,
): StoredListener {
  const found = loadBalancingState(context.world, context).listeners.get(arn);
  if (!found) {
    throw listenerNotFound(arn);
  }
  return found;
}

/** @throws AwsError `RuleNotFoundException` */
export function findRule(context: RequestContext, arn: string): StoredRule {
  const found = loadBalancingState(context.world, context).rules.get(arn);
  if (!found) {
    throw new AwsError('RuleNotFoundException', `Rule '${arn}' not found`);
  }
  return found;
}

function ruleArn(listener: StoredListener, priority: string): string {
  return `${listener.ListenerArn.replace(
    ':listener/',
    ':listener-rule/',
  )}/${resourceId(listener.ListenerArn, priority)}`;
}

/** The rule as clients see it. */
export function withoutInternals({ listenerArn: _, ...rule }: StoredRule) {
  return rule;
}

/** @throws AwsError `TargetGroupNotFoundException` */
export function checkActions(
  context: RequestContext,
  actions: Action[] | undefined,
) {
  for (const action of actions ?? []) {
    const arns = [
      action.TargetGroupArn,
      ...(action.ForwardConfig?.TargetGroups ?? []).map(
        weighted => weighted.TargetGroupArn,
      ),
    ];
    for (const arn of arns) {
      if (arn !== undefined) {
        findTargetGroup(context, arn);
      }
    }
  }
}
