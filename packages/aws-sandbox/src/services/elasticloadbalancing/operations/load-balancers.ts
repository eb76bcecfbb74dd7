import {
  CreateLoadBalancerInput,
  CreateLoadBalancerOutput,
  DeleteLoadBalancerInput,
  DescribeLoadBalancersInput,
  DescribeLoadBalancersOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { AwsError, Operation, RequestContext } from '../../../core';
import { loadBalancerNotFound, validationError } from '../errors';
import { TYPE_IN_ARN, arnPrefix, resourceId } from '../identifiers';
import { loadBalancingPage } from '../page';
import { StoredLoadBalancer, loadBalancingState } from '../state';
import { tagRecord } from '../tags';

export const loadBalancerOperations: Record<string, Operation> = {
  CreateLoadBalancer(
    input: CreateLoadBalancerInput,
    context,
  ): CreateLoadBalancerOutput {
    const state = loadBalancingState(context.world, context);
    const name = checkName(input.Name ?? '');
    if (byName(context, name)) {
      throw new AwsError(
        'DuplicateLoadBalancerNameException',
        `A load balancer with the name '${name}' exists, but with different settings`,
      );
    }
    const type = input.Type ?? 'application';
    const scheme = input.Scheme ?? 'internet-facing';
    const id = resourceId(context.accountId, context.region, name);
    const host = `${name}-${id}`;
    const loadBalancer: StoredLoadBalancer = {
      LoadBalancerArn: `${arnPrefix(context)}loadbalancer/${
        TYPE_IN_ARN[type]
      }/${name}/${id}`,
      DNSName: `${scheme === 'internal' ? 'internal-' : ''}${host}.${
        context.region
      }.elb.amazonaws.com`,
      CreatedTime: new Date(context.world.clock.now()),
      LoadBalancerName: name,
      Scheme: scheme,
      Type: type,
      State: { Code: 'active' },
      SecurityGroups: input.SecurityGroups,
      IpAddressType: input.IpAddressType ?? 'ipv4',
      AvailabilityZones: (
        input.Subnets ??
        input.SubnetMappings?.map(m => m.SubnetId ?? '') ??
        []
      ).map(SubnetId => ({ SubnetId })),
    };
    state.loadBalancers.set(loadBalancer.LoadBalancerArn, loadBalancer);
    state.tags.set(loadBalancer.LoadBalancerArn, tagRecord(input.Tags));
    return { LoadBalancers: [loadBalancer] };
  },

  DescribeLoadBalancers(
    input: DescribeLoadBalancersInput,
    context,
  ): DescribeLoadBalancersOutput {
    const { loadBalancers } = loadBalancingState(context.world, context);
    if (input.Names?.length) {
      return {
        LoadBalancers: input.Names.map(name => {
          const found = byName(context, name);
          if (!found) {
            throw loadBalancerNotFound(name);
          }
          return found;
        }),
      };
    }
    if (input.LoadBalancerArns?.length) {
      return {
        LoadBalancers: input.LoadBalancerArns.map(arn =>
          findLoadBalancer(context, arn),
        ),
      };
    }
    const page = loadBalancingPage(
      [...loadBalancers.values()],
      item => item.LoadBalancerArn,
      input,
    );
    return { LoadBalancers: page.items, NextMarker: page.nextToken };
  },

  DeleteLoadBalancer(input: DeleteLoadBalancerInput, context): object {
    const state = loadBalancingState(context.world, context);
    const arn = input.LoadBalancerArn ?? '';
    state.loadBalancers.delete(arn);
    state.tags.delete(arn);
    state.attributes.delete(arn);
    for (const listener of [...state.listeners.values()]) {
      if (listener.LoadBalancerArn === arn) {
        state.listeners.delete(listener.ListenerArn);
        state.tags.delete(listener.ListenerArn);
        for (const rule of [...state.rules.values()]) {
          if (rule.listenerArn === listener.ListenerArn) {
            state.rules.delete(rule.RuleArn);
          }
        }
      }
    }
    return {};
  },
};

/** @throws AwsError `LoadBalancerNotFoundException` */
export function findLoadBalancer(
  context: RequestContext,
  arn: string,
): StoredLoadBalancer {
  const found = loadBalancingState(context.world, context).loadBalancers.get(
    arn,
  );
  if (!found) {
    throw loadBalancerNotFound(arn);
  }
  return found;
}

function byName(context: RequestContext, name: string) {
  const { loadBalancers } = loadBalancingState(context.world, context);
  return [...loadBalancers.values()].find(
    loadBalancer => loadBalancer.LoadBalancerName === name,
  );
}

function checkName(name: string): string {
  if (
    !/^[A-Za-z0-9](?:[A-Za-z0-9-]{0,30}[A-Za-z0-9])?$/.test(name) ||
    name.startsWith('internal-')
  ) {
    throw validationError(
      `The load balancer name '${name}' must have 1 to 32 letters, digits and hyphens, must not begin or end with a hyphen, and must not begin with 'internal-'`,
    );
  }
  return name;
}
