import type {
  DescribeStackEventsInput,
  DescribeStackEventsOutput,
  DescribeStackResourceInput,
  DescribeStackResourceOutput,
  DescribeStackResourcesInput,
  DescribeStackResourcesOutput,
  ListStackResourcesInput,
  ListStackResourcesOutput,
} from '@aws-sdk/client-cloudformation';
import { Operation, RequestContext } from '../../../core';
import { validationError } from '../errors';
import { page } from '../page';
import { Stack, StackResource, cloudFormationState } from '../state';
import { findStack } from './find-stack';

const DRIFT = { StackResourceDriftStatus: 'NOT_CHECKED' as const };

/** What a stack is made of and what happened to it. */
export const stackResourceOperations: Record<string, Operation> = {
  /** Newest first, and a hundred at a time. */
  DescribeStackEvents(
    input: DescribeStackEventsInput,
    context,
  ): DescribeStackEventsOutput {
    const { events } = findStack(context, input.StackName);
    // Tokens count from the end, which new events leave where it is.
    const before = input.NextToken ? Number(input.NextToken) : events.length;
    if (!Number.isInteger(before) || before < 0) {
      throw validationError('NextToken is not valid');
    }
    const from = Math.max(0, before - 100);
    return {
      StackEvents: events.slice(from, before).reverse(),
      NextToken: from > 0 ? String(from) : undefined,
    };
  },

  DescribeStackResource(
    input: DescribeStackResourceInput,
    context,
  ): DescribeStackResourceOutput {
    const stack = findStack(context, input.StackName);
    const resource = stack.resources.get(input.LogicalResourceId ?? '');
    if (!resource) {
      throw validationError(
        `Resource ${input.LogicalResourceId} does not exist for stack ${stack.name}`,
      );
    }
    return {
      StackResourceDetail: {
        ...summary(resource),
        StackId: stack.id,
        StackName: stack.name,
        Metadata:
          resource.metadata === undefined
            ? undefined
            : JSON.stringify(resource.metadata),
      },
    };
  },

  DescribeStackResources(
    input: DescribeStackResourcesInput,
    context,
  ): DescribeStackResourcesOutput {
    const stack =
      input.StackName === undefined
        ? ownerOf(context, input.PhysicalResourceId)
        : findStack(context, input.StackName);
    return {
      StackResources: [...stack.resources.values()]
        .filter(
          ({ logicalId }) =>
            input.LogicalResourceId === undefined ||
            logicalId === input.LogicalResourceId,
        )
        .map(resource => {
          const { LastUpdatedTimestamp: Timestamp, ...rest } =
            summary(resource);
          return {
            ...rest,
            Timestamp,
            StackId: stack.id,
            StackName: stack.name,
          };
        }),
    };
  },

  ListStackResources(
    input: ListStackResourcesInput,
    context,
  ): ListStackResourcesOutput {
    const { resources } = findStack(context, input.StackName);
    const { items, ...rest } = page(
      [...resources.values()].map(summary),
      input.NextToken,
    );
    return { StackResourceSummaries: items, ...rest };
  },
};

function ownerOf(
  context: RequestContext,
  physicalId: string | undefined,
): Stack {
  const { stacks } = cloudFormationState(context.world, context);
  const owner = [...stacks.values()].find(({ resources }) =>
    [...resources.values()].some(
      ({ identity }) => identity?.physicalId === physicalId,
    ),
  );
  if (!owner) {
    throw validationError(`Stack for ${physicalId} does not exist`);
  }
  return owner;
}

function summary(resource: StackResource) {
  return {
    LogicalResourceId: resource.logicalId,
    PhysicalResourceId: resource.identity?.physicalId,
    ResourceType: resource.type,
    LastUpdatedTimestamp: resource.updatedAt,
    ResourceStatus: resource.status,
    ResourceStatusReason: resource.statusReason,
    DriftInformation: DRIFT,
  };
}
