import {
  DescribeLoadBalancerAttributesInput,
  DescribeLoadBalancerAttributesOutput,
  DescribeTargetGroupAttributesInput,
  DescribeTargetGroupAttributesOutput,
  ModifyLoadBalancerAttributesInput,
  ModifyLoadBalancerAttributesOutput,
  ModifyTargetGroupAttributesInput,
  ModifyTargetGroupAttributesOutput,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { Operation, RequestContext } from '../../../core';
import { loadBalancingState } from '../state';
import { findLoadBalancer } from './load-balancers';
import { findTargetGroup } from './target-groups';

interface Attribute {
  Key?: string;
  Value?: string;
}

/** What AWS sets where the owner says nothing, as far as it concerns the sandbox's load balancers. */
const LOAD_BALANCER_DEFAULTS: Record<string, string> = {
  'access_logs.s3.enabled': 'false',
  'deletion_protection.enabled': 'false',
  'idle_timeout.timeout_seconds': '60',
  'routing.http.drop_invalid_header_fields.enabled': 'false',
  'routing.http2.enabled': 'true',
};

const TARGET_GROUP_DEFAULTS: Record<string, string> = {
  'deregistration_delay.timeout_seconds': '300',
  'load_balancing.algorithm.type': 'round_robin',
  'slow_start.duration_seconds': '0',
  'stickiness.enabled': 'false',
};

/** Attributes are kept; the sandbox's load balancers don't act on them. */
export const attributeOperations: Record<string, Operation> = {
  DescribeLoadBalancerAttributes(
    input: DescribeLoadBalancerAttributesInput,
    context,
  ): DescribeLoadBalancerAttributesOutput {
    const { LoadBalancerArn } = findLoadBalancer(
      context,
      input.LoadBalancerArn ?? '',
    );
    return {
      Attributes: listed(context, LoadBalancerArn, LOAD_BALANCER_DEFAULTS),
    };
  },

  ModifyLoadBalancerAttributes(
    input: ModifyLoadBalancerAttributesInput,
    context,
  ): ModifyLoadBalancerAttributesOutput {
    const { LoadBalancerArn } = findLoadBalancer(
      context,
      input.LoadBalancerArn ?? '',
    );
    set(context, LoadBalancerArn, input.Attributes);
    return {
      Attributes: listed(context, LoadBalancerArn, LOAD_BALANCER_DEFAULTS),
    };
  },

  DescribeTargetGroupAttributes(
    input: DescribeTargetGroupAttributesInput,
    context,
  ): DescribeTargetGroupAttributesOutput {
    const { TargetGroupArn } = findTargetGroup(
      context,
      input.TargetGroupArn ?? '',
    );
    return {
      Attributes: listed(context, TargetGroupArn, TARGET_GROUP_DEFAULTS),
    };
  },

  ModifyTargetGroupAttributes(
    input: ModifyTargetGroupAttributesInput,
    context,
  ): ModifyTargetGroupAttributesOutput {
    const { TargetGroupArn } = findTargetGroup(
      context,
      input.TargetGroupArn ?? '',
    );
    set(context, TargetGroupArn, input.Attributes);
    return {
      Attributes: listed(context, TargetGroupArn, TARGET_GROUP_DEFAULTS),
    };
  },
};

function set(
  context: RequestContext,
  arn: string,
  given: Attribute[] = [],
): void {
  const { attributes } = loadBalancingState(context.world, context);
  attributes.set(arn, {
    ...attributes.get(arn),
    ...Object.fromEntries(
      given.map(({ Key = '', Value = '' }) => [Key, Value]),
    ),
  });
}

function listed(
  context: RequestContext,
  arn: string,
  defaults: Record<string, string>,
): Attribute[] {
  const { attributes } = loadBalancingState(context.world, context);
  return Object.entries({ ...defaults, ...attributes.get(arn) }).map(
    ([Key, Value]) => ({ Key, Value }),
  );
}
