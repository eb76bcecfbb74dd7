import {
  CreateTargetGroupInput,
  CreateTargetGroupOutput,
  DeleteTargetGroupInput,
  DeregisterTargetsInput,
  DescribeTargetGroupsInput,
  DescribeTargetGroupsOutput,
  DescribeTargetHealthInput,
  DescribeTargetHealthOutput,
  RegisterTargetsInput,
  TargetDescription,
  TargetHealth,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { AwsError, Operation, RequestContext } from '../../../core';
import { hasProcess } from '../data-plane/health-checks';
import {
  describedHealth,
  targetKey,
  uncheckedTarget,
} from '../data-plane/target-health';
import { targetGroupNotFound, validationError } from '../errors';
import { arnPrefix, resourceId } from '../identifiers';
import { loadBalancingPage } from '../page';
import {
  LoadBalancingState,
  StoredTargetGroup,
  loadBalancingState,
} from '../state';
import { tagRecord } from '../tags';
import { findLoadBalancer } from './load-balancers';

export const targetGroupOperations: Record<string, Operation> = {
  CreateTargetGroup(
    input: CreateTargetGroupInput,
    context,
  ): CreateTargetGroupOutput {
    const state = loadBalancingState(context.world, context);
    const name = input.Name ?? '';
    if (!/^[A-Za-z0-9](?:[A-Za-z0-9-]{0,30}[A-Za-z0-9])?$/.test(name)) {
      throw validationError(
        `The target group name '${name}' must have 1 to 32 letters, digits and hyphens and must not begin or end with a hyphen`,
      );
    }
    if (byName(state, name)) {
      throw new AwsError(
        'DuplicateTargetGroupNameException',
        `A target group with the name '${name}' exists, but with different settings`,
      );
    }
    const id = resourceId(context.accountId, context.region, 'tg', name);
    const group: StoredTargetGroup = {
      TargetGroupArn: `${arnPrefix(context)}targetgroup/${name}/${id}`,
      TargetGroupName: name,
      Protocol: input.Protocol,
      Port: input.Port,
      VpcId: input.VpcId,
      TargetType: input.TargetType ?? 'instance',
      HealthCheckEnabled: input.HealthCheckEnabled ?? true,
      HealthCheckPath: input.HealthCheckPath ?? '/',
      HealthCheckProtocol: input.HealthCheckProtocol ?? 'HTTP',
      HealthCheckPort: input.HealthCheckPort ?? 'traffic-port',
      HealthCheckIntervalSeconds: input.HealthCheckIntervalSeconds ?? 30,
      HealthCheckTimeoutSeconds: input.HealthCheckTimeoutSeconds ?? 5,
      HealthyThresholdCount: input.HealthyThresholdCount ?? 5,
      UnhealthyThresholdCount: input.UnhealthyThresholdCount ?? 2,
      Matcher: input.Matcher ?? { HttpCode: '200' },
      targets: [],
      health: new Map(),
      turn: 0,
    };
    state.targetGroups.set(group.TargetGroupArn, group);
    state.tags.set(group.TargetGroupArn, tagRecord(input.Tags));
    return { TargetGroups: [described(state, group)] };
  },

  DescribeTargetGroups(
    input: DescribeTargetGroupsInput,
    context,
  ): DescribeTargetGroupsOutput {
    const state = loadBalancingState(context.world, context);
    if (input.Names?.length) {
      return {
        TargetGroups: input.Names.map(name => {
          const found = byName(state, name);
          if (!found) {
            throw targetGroupNotFound(name);
          }
          return described(state, found);
        }),
      };
    }
    if (input.TargetGroupArns?.length) {
      return {
        TargetGroups: input.TargetGroupArns.map(arn =>
          described(state, findTargetGroup(context, arn)),
        ),
      };
    }
    let groups = [...state.targetGroups.values()];
    if (input.LoadBalancerArn) {
      findLoadBalancer(context, input.LoadBalancerArn);
      const reached = targetGroupsOf(state, input.LoadBalancerArn);
      groups = groups.filter(group => reached.has(group.TargetGroupArn));
    }
    const page = loadBalancingPage(groups, item => item.TargetGroupArn, input);
    return {
      TargetGroups: page.items.map(group => described(state, group)),
      NextMarker: page.nextToken,
    };
  },

  DeleteTargetGroup(input: DeleteTargetGroupInput, context): object {
    const state = loadBalancingState(context.world, context);
    const group = state.targetGroups.get(input.TargetGroupArn ?? '');
    if (group) {
      if (described(state, group).LoadBalancerArns.length > 0) {
        throw new AwsError(
          'ResourceInUseException',
          `Target group '${group.TargetGroupArn}' is currently in use by a listener or a rule`,
        );
      }
      state.targetGroups.delete(group.TargetGroupArn);
      state.tags.delete(group.TargetGroupArn);
      state.attributes.delete(group.TargetGroupArn);
    }
    return {};
  },

  RegisterTargets(input: RegisterTargetsInput, context): object {
    const group = findTargetGroup(context, input.TargetGroupArn ?? '');
    for (const target of input.Targets ?? []) {
      if (!group.targets.some(known => sameTarget(known, target))) {
        group.targets.push({ Port: group.Port, ...target });
      }
    }
    return {};
  },

  DeregisterTargets(input: DeregisterTargetsInput, context): object {
    const group = findTargetGroup(context, input.TargetGroupArn ?? '');
    group.targets = group.targets.filter(
      known => !input.Targets?.some(target => sameTarget(known, target)),
    );
    return {};
  },

  DescribeTargetHealth(
    input: DescribeTargetHealthInput,
    context,
  ): DescribeTargetHealthOutput {
    const group = findTargetGroup(context, input.TargetGroupArn ?? '');
    return {
      TargetHealthDescriptions: group.targets.map(Target => ({
        Target,
        HealthCheckPort: String(Target.Port ?? group.Port ?? ''),
        TargetHealth: targetHealth(context, group, Target),
      })),
    };
  },
};

/** @throws AwsError `TargetGroupNotFoundException` */
export function findTargetGroup(
  context: RequestContext,
  arn: string,
): StoredTargetGroup {
  const found = loadBalancingState(context.world, context).targetGroups.get(
    arn,
  );
  if (!found) {
    throw targetGroupNotFound(arn);
  }
  return found;
}

/** As its checks found it when a process stands behind it; a modelled target is always healthy. */
function targetHealth(
  context: RequestContext,
  group: StoredTargetGroup,
  target: TargetDescription,
): TargetHealth {
  const record =
    group.health.get(targetKey(target)) ??
    (hasProcess(context.world, context, target)
      ? uncheckedTarget(context.world.clock.now())
      : undefined);
  return record ? describedHealth(record) : { State: 'healthy' };
}

function byName(state: LoadBalancingState, name: string) {
  return [...state.targetGroups.values()].find(
    group => group.TargetGroupName === name,
  );
}

/** `LoadBalancerArns` follows from the listeners and rules, so it is never stored. */
function described(state: LoadBalancingState, group: StoredTargetGroup) {
  const { targets: _, health: __, turn: ___, ...description } = group;
  return {
    ...description,
    LoadBalancerArns: [...state.loadBalancers.keys()].filter(arn =>
      targetGroupsOf(state, arn).has(group.TargetGroupArn),
    ),
  };
}

function targetGroupsOf(
  state: LoadBalancingState,
  loadBalancerArn: string,
): Set<string> {
  const reached = new Set<string>();
  for (const listener of state.listeners.values()) {
    if (listener.LoadBalancerArn !== loadBalancerArn) {
      continue;
    }
    const actions = [
      ...(listener.DefaultActions ?? []),
      ...[...state.rules.values()]
        .filter(rule => rule.listenerArn === listener.ListenerArn)
        .flatMap(rule => rule.Actions ?? []),
    ];
    for (const action of actions) {
      if (action.TargetGroupArn) {
        reached.add(action.TargetGroupArn);
      }
      for (const weighted of action.ForwardConfig?.TargetGroups ?? []) {
        if (weighted.TargetGroupArn) {
          reached.add(weighted.TargetGroupArn);
        }
      }
    }
  }
  return reached;
}

function sameTarget(a: TargetDescription, b: TargetDescription): boolean {
  return a.Id === b.Id && (b.Port === undefined || a.Port === b.Port);
}
