import type {
  CreateChangeSetInput,
  CreateChangeSetOutput,
  DeleteChangeSetInput,
  DescribeChangeSetInput,
  DescribeChangeSetOutput,
  ExecuteChangeSetInput,
  ListChangeSetsInput,
  ListChangeSetsOutput,
} from '@aws-sdk/client-cloudformation';
import {
  AwsError,
  Operation,
  RequestContext,
  UnsupportedError,
} from '../../../core';
import { AfterFailure } from '../deployment/Deployment';
import { planChanges } from '../deployment/plan-changes';
import { runOperation } from '../deployment/run-operation';
import { validationError } from '../errors';
import { page } from '../page';
import {
  ChangeSet,
  CloudFormationState,
  Stack,
  cloudFormationArn,
  cloudFormationState,
  setStackStatus,
} from '../state';
import { findStack, newStack, requireChangeable } from './find-stack';
import { stackDefinition } from './stack-definition';

const NO_CHANGES =
  "The submitted information didn't contain changes. Submit different information to create a change set.";

/** Changes that are looked at before they are made. */
export const changeSetOperations: Record<string, Operation> = {
  async CreateChangeSet(
    input: CreateChangeSetInput,
    context,
  ): Promise<CreateChangeSetOutput> {
    const state = cloudFormationState(context.world, context);
    refuseUnsupported(input);
    const { stack, isNew } = stackFor(context, input);
    const name = checkName(input.ChangeSetName);
    if (stack.changeSets.has(name)) {
      throw new AwsError(
        'AlreadyExistsException',
        `ChangeSet ${name} already exists for stack ${stack.name}`,
      );
    }
    const definition = await stackDefinition(input, stack, context);
    const changeSet: ChangeSet = {
      id: cloudFormationArn(context, 'changeSet', name),
      name,
      type: input.ChangeSetType ?? 'UPDATE',
      description: input.Description,
      definition,
      onStackFailure: input.OnStackFailure,
      createdAt: state.now(),
      ...foreseen(state, stack, definition),
    };
    if (isNew) {
      state.stacks.set(stack.id, stack);
      setStackStatus(state, stack, 'REVIEW_IN_PROGRESS', 'User Initiated');
    }
    stack.changeSets.set(name, changeSet);
    return { Id: changeSet.id, StackId: stack.id };
  },

  DescribeChangeSet(
    input: DescribeChangeSetInput,
    context,
  ): DescribeChangeSetOutput {
    const { stack, changeSet } = findChangeSet(context, input);
    const { items, ...rest } = page(changeSet.changes, input.NextToken);
    const { definition } = changeSet;
    return {
      ...summary(stack, changeSet),
      Parameters: [...definition.parameters].map(
        ([ParameterKey, { text }]) => ({
          ParameterKey,
          ParameterValue: text,
        }),
      ),
      Capabilities:
        definition.capabilities as DescribeChangeSetOutput['Capabilities'],
      Tags: Object.entries(definition.tags).map(([Key, Value]) => ({
        Key,
        Value,
      })),
      NotificationARNs: stack.notificationArns,
      OnStackFailure: changeSet.onStackFailure,
      Changes: items,
      ...rest,
    };
  },

  ListChangeSets(input: ListChangeSetsInput, context): ListChangeSetsOutput {
    const stack = findStack(context, input.StackName);
    const { items, ...rest } = page(
      [...stack.changeSets.values()].map(changeSet =>
        summary(stack, changeSet),
      ),
      input.NextToken,
    );
    return { Summaries: items, ...rest };
  },

  /** Deleting what is not there succeeds, as on AWS. */
  DeleteChangeSet(input: DeleteChangeSetInput, context): object {
    const found = lookUpChangeSet(context, input);
    if (found?.changeSet.executionStatus === 'EXECUTE_IN_PROGRESS') {
      throw invalidStatus(found.changeSet);
    }
    found?.stack.changeSets.delete(found.changeSet.name);
    return {};
  },

  ExecuteChangeSet(input: ExecuteChangeSetInput, context): object {
    const state = cloudFormationState(context.world, context);
    const { stack, changeSet } = findChangeSet(context, input);
    if (changeSet.executionStatus !== 'AVAILABLE') {
      throw invalidStatus(changeSet);
    }
    const isCreation = stack.status === 'REVIEW_IN_PROGRESS';
    if (!isCreation) {
      requireChangeable(stack);
    }
    makeObsolete(stack, changeSet);
    changeSet.executionStatus = 'EXECUTE_IN_PROGRESS';
    stack.changeSetId = changeSet.id;
    stack.updatedAt = state.now();
    stack.disableRollback = input.DisableRollback ?? false;
    setStackStatus(
      state,
      stack,
      isCreation ? 'CREATE_IN_PROGRESS' : 'UPDATE_IN_PROGRESS',
      'User Initiated',
    );
    runOperation(state, stack, async deployment => {
      const afterFailure = afterFailureOf(input, changeSet);
      await (isCreation
        ? deployment.create(changeSet.definition, afterFailure)
        : deployment.update(changeSet.definition, afterFailure));
      changeSet.executionStatus = /^(CREATE|UPDATE)_COMPLETE$/.test(
        stack.status,
      )
        ? 'EXECUTE_COMPLETE'
        : 'EXECUTE_FAILED';
    });
    return {};
  },
};

function refuseUnsupported(input: CreateChangeSetInput): void {
  if (input.ChangeSetType === 'IMPORT' || input.ResourcesToImport?.length) {
    throw new UnsupportedError('the import of resources into a stack');
  }
  if (input.RollbackConfiguration?.RollbackTriggers?.length) {
    throw new UnsupportedError('rollback triggers');
  }
}

function checkName(name: string | undefined): string {
  if (!/^[A-Za-z][A-Za-z0-9-]{0,127}$/.test(name ?? '')) {
    throw validationError(
      `1 validation error detected: Value '${name}' at 'changeSetName' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*`,
    );
  }
  return name ?? '';
}

/** The stack that a change set is for: one that is there, or one that is yet to be made. */
function stackFor(
  context: RequestContext,
  {
    StackName,
    ChangeSetType = 'UPDATE',
    NotificationARNs,
    RoleARN,
  }: CreateChangeSetInput,
): { stack: Stack; isNew: boolean } {
  const existing = cloudFormationState(context.world, context).find(StackName);
  if (ChangeSetType === 'CREATE') {
    if (existing && existing.status !== 'REVIEW_IN_PROGRESS') {
      throw validationError(
        `Stack [${StackName}] already exists and cannot be created again with the changeSet [CREATE].`,
      );
    }
    const settings = {
      notificationArns: NotificationARNs ?? [],
      roleArn: RoleARN,
    };
    return existing
      ? { stack: existing, isNew: false }
      : { stack: newStack(context, StackName ?? '', settings), isNew: true };
  }
  const stack = findStack(context, StackName);
  requireChangeable(stack);
  return { stack, isNew: false };
}

/** What a change set would do, or why it can do nothing. */
function foreseen(
  state: CloudFormationState,
  stack: Stack,
  definition: ChangeSet['definition'],
): Pick<ChangeSet, 'changes' | 'executionStatus' | 'status' | 'statusReason'> {
  const failed = (statusReason: string) => ({
    changes: [],
    status: 'FAILED' as const,
    statusReason,
    executionStatus: 'UNAVAILABLE' as const,
  });
  try {
    const { changes, isEmpty } = planChanges(state, stack, definition);
    return isEmpty
      ? failed(NO_CHANGES)
      : {
          changes,
          status: 'CREATE_COMPLETE',
          executionStatus: 'AVAILABLE',
        };
  } catch (error) {
    return failed((error as Error).message);
  }
}

function afterFailureOf(
  { DisableRollback }: ExecuteChangeSetInput,
  { onStackFailure, type }: ChangeSet,
): AfterFailure {
  if (DisableRollback) {
    return 'DO_NOTHING';
  }
  // Only a stack that was never there is deleted.
  return onStackFailure === 'DELETE' && type !== 'CREATE'
    ? 'ROLLBACK'
    : onStackFailure ?? 'ROLLBACK';
}

/** Once one is executed the others tell what no longer is so. */
function makeObsolete(stack: Stack, executed: ChangeSet): void {
  for (const changeSet of stack.changeSets.values()) {
    if (changeSet !== executed && changeSet.executionStatus === 'AVAILABLE') {
      changeSet.executionStatus = 'OBSOLETE';
    }
  }
}

function invalidStatus({ id, status, executionStatus }: ChangeSet): AwsError {
  return new AwsError(
    'InvalidChangeSetStatus',
    `ChangeSet [${id}] cannot be executed in its current status of [${
      status === 'FAILED' ? status : executionStatus
    }]`,
  );
}

function lookUpChangeSet(
  context: RequestContext,
  input: { ChangeSetName?: string; StackName?: string },
): { stack: Stack; changeSet: ChangeSet } | undefined {
  const { ChangeSetName, StackName } = input;
  const { stacks } = cloudFormationState(context.world, context);
  if (ChangeSetName?.startsWith('arn:')) {
    for (const stack of stacks.values()) {
      for (const changeSet of stack.changeSets.values()) {
        if (changeSet.id === ChangeSetName) {
          return { stack, changeSet };
        }
      }
    }
    return undefined;
  }
  if (StackName === undefined) {
    throw validationError(
      'StackName must be specified if ChangeSetName is not specified as an ARN.',
    );
  }
  const stack = findStack(context, StackName);
  const changeSet = stack.changeSets.get(ChangeSetName ?? '');
  return changeSet && { stack, changeSet };
}

/** @throws AwsError `ChangeSetNotFound` */
export function findChangeSet(
  context: RequestContext,
  input: { ChangeSetName?: string; StackName?: string },
): { stack: Stack; changeSet: ChangeSet } {
  const found = lookUpChangeSet(context, input);
  if (!found) {
    throw new AwsError(
      'ChangeSetNotFound',
      `ChangeSet [${input.ChangeSetName}] does not exist`,
      404,
    );
  }
  return found;
}

function summary(stack: Stack, changeSet: ChangeSet) {
  return {
    ChangeSetId: changeSet.id,
    ChangeSetName: changeSet.name,
    StackId: stack.id,
    StackName: stack.name,
    Description: changeSet.description,
    CreationTime: changeSet.createdAt,
    Status: changeSet.status,
    StatusReason: changeSet.statusReason,
    ExecutionStatus: changeSet.executionStatus,
    IncludeNestedStacks: false,
  };
}
