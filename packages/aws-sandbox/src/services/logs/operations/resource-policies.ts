import {
  DeleteResourcePolicyRequest,
  DescribeResourcePoliciesRequest,
  DescribeResourcePoliciesResponse,
  PutResourcePolicyRequest,
  PutResourcePolicyResponse,
} from '@aws-sdk/client-cloudwatch-logs';
import { Operation, paginate } from '../../../core';
import { invalidParameter, logsState, notFound } from '../state';

const PAGE_MAXIMUM = 50;

/** Policies by which other services may write; kept, and not enforced. */
export const resourcePolicyOperations: Record<string, Operation> = {
  PutResourcePolicy(
    input: PutResourcePolicyRequest,
    context,
  ): PutResourcePolicyResponse {
    const { resourcePolicies } = logsState(context.world, context);
    const { policyName = '', policyDocument = '' } = input;
    try {
      JSON.parse(policyDocument);
    } catch {
      throw invalidParameter('The policy document is not JSON.');
    }
    const updatedAt = context.world.clock.now();
    resourcePolicies.set(policyName, { document: policyDocument, updatedAt });
    return {
      resourcePolicy: {
        policyName,
        policyDocument,
        lastUpdatedTime: updatedAt,
      },
    };
  },

  DescribeResourcePolicies(
    input: DescribeResourcePoliciesRequest,
    context,
  ): DescribeResourcePoliciesResponse {
    const { resourcePolicies } = logsState(context.world, context);
    const page = paginate(
      [...resourcePolicies].sort(([a], [b]) => (a < b ? -1 : 1)),
      ([name]) => name,
      { asked: input.limit, maximum: PAGE_MAXIMUM, token: input.nextToken },
      () => invalidParameter('The specified nextToken is invalid.'),
    );
    return {
      resourcePolicies: page.items.map(([policyName, policy]) => ({
        policyName,
        policyDocument: policy.document,
        lastUpdatedTime: policy.updatedAt,
      })),
      nextToken: page.nextToken,
    };
  },

  DeleteResourcePolicy(input: DeleteResourcePolicyRequest, context): object {
    const { resourcePolicies } = logsState(context.world, context);
    if (!resourcePolicies.delete(input.policyName ?? '')) {
      throw notFound(`Policy ${input.policyName} does not exist.`);
    }
    return {};
  },
};
