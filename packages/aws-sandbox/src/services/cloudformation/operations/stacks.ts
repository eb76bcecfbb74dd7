import type {
  CancelUpdateStackInput,
  CreateStackInput,
  CreateStackOutput,
  DeleteStackInput,
  DescribeStacksInput,
  DescribeStacksOutput,
  ListExportsInput,
  ListExportsOutput,
  ListImportsInput,
  ListImportsOutput,
  ListStacksInput,
  ListStacksOutput,
  Stack as StackDescription,
  UpdateStackInput,
  UpdateStackOutput,
  UpdateTerminationProtectionInput,
  UpdateTerminationProtectionOutput,
} from '@aws-sdk/client-cloudformation';
import { AwsError, Operation, RequestContext } from '../../../core';
import { AfterFailure } from '../deployment/Deployment';
import { planChanges } from '../deployment/plan-changes';
import { runOperation } from '../deployment/run-operation';
import { validationError } from '../errors';
import { page } from '../page';
import { Stack, cloudFormationState, setStackStatus } from '../state';
import { findStack, newStack, requireChangeable } from './find-stack';
import { stackDefinition } from './stack-definition';

/** Create, update, delete, describe and list stacks and their exports. */
export const stackOperations: Record<string, Operation> = {
  async CreateStack(
    input: CreateStackInput,
    context,
  ): Promise<CreateStackOutput> {
    const state = cloudFormationState(context.world, context);
    const name = input.StackName ?? '';
    refuseTaken(context, name);
    const stack = newStack(context, name, {
      disableRollback: input.DisableRollback ?? false,
      notificationArns: input.NotificationARNs ?? [],
      roleArn: input.RoleARN,
      terminationProtection: input.EnableTerminationProtection ?? false,
    });
    const definition = await stackDefinition(input, stack, context);
    refuseTaken(context, name);
    state.stacks.set(stack.id, stack);
    setStackStatus(state, stack, 'CREATE_IN_PROGRESS', 'User Initiated');
    runOperation(state, stack, deployment =>
      deployment.create(definition, afterFailureOf(input)),
    );
    return { StackId: stack.id };
  },

  async UpdateStack(
    input: UpdateStackInput,
    context,
  ): Promise<UpdateStackOutput> {
    const state = cloudFormationState(context.world, context);
    const stack = findStack(context, input.StackName);
    requireChangeable(stack);
    const definition = await stackDefinition(input, stack, context);
    requireChangeable(stack);
    if (planChanges(state, stack, definition).isEmpty) {
      throw validationError('No updates are to be performed.');
    }
    stack.roleArn = input.RoleARN ?? stack.roleArn;
    stack.updatedAt = state.now();
    setStackStatus(state, stack, 'UPDATE_IN_PROGRESS', 'User Initiated');
    runOperation(state, stack, deployment =>
      deployment.update(
        definition,
        input.DisableRollback ? 'DO_NOTHING' : 'ROLLBACK',
      ),
    );
    return { StackId: stack.id };
  },

  CancelUpdateStack(input: CancelUpdateStackInput, context): object {
    const stack = findStack(context, input.StackName);
    if (stack.status !== 'UPDATE_IN_PROGRESS') {
      throw validationError(
        `CancelUpdateStack cannot be called from current stack status: ${stack.status}`,
      );
    }
    stack.running?.cancel();
    return {};
  },

  /** Deleting what is not there succeeds, as on AWS. */
  DeleteStack(input: DeleteStackInput, context): object {
    const state = cloudFormationState(context.world, context);
    const stack = state.find(input.StackName);
    if (
      !stack ||
      stack.status === 'DELETE_COMPLETE' ||
      stack.status === 'DELETE_IN_PROGRESS'
    ) {
      return {};
    }
    refuseProtected(stack);
    refuseImported(context, stack);
    const retained = input.RetainResources ?? [];
    if (retained.length > 0 && stack.status !== 'DELETE_FAILED') {
      throw validationError(
        `Invalid operation on stack [${stack.id}]. When you delete a stack, specify which resources to retain only when the stack is in the DELETE_FAILED state.`,
      );
    }
    stack.running?.cancel();
    runOperation(state, stack, async deployment => {
      setStackStatus(state, stack, 'DELETE_IN_PROGRESS', 'User Initiated');
      await deployment.delete(retained);
    });
    return {};
  },

  DescribeStacks(input: DescribeStacksInput, context): DescribeStacksOutput {
    const { stacks } = cloudFormationState(context.world, context);
    if (input.StackName !== undefined) {
      return { Stacks: [describe(findStack(context, input.StackName))] };
    }
    const { items, ...rest } = page(
      [...stacks.values()]
        .filter(({ status }) => status !== 'DELETE_COMPLETE')
        .map(describe),
      input.NextToken,
    );
    return { Stacks: items, ...rest };
  },

  ListStacks(input: ListStacksInput, context): ListStacksOutput {
    const wanted = input.StackStatusFilter;
    const { stacks } = cloudFormationState(context.world, context);
    const { items, ...rest } = page(
      [...stacks.values()]
        .filter(({ status }) => !wanted?.length || wanted.includes(status))
        .map(stack => ({
          StackId: stack.id,
          StackName: stack.name,
          TemplateDescription: stack.description,
          CreationTime: stack.createdAt,
          LastUpdatedTime: stack.updatedAt,
          DeletionTime: stack.deletedAt,
          StackStatus: stack.status,
          StackStatusReason: stack.statusReason,
          DriftInformation: { StackDriftStatus: 'NOT_CHECKED' as const },
        })),
      input.NextToken,
    );
    return { StackSummaries: items, ...rest };
  },

  UpdateTerminationProtection(
    input: UpdateTerminationProtectionInput,
    context,
  ): UpdateTerminationProtectionOutput {
    const stack = findStack(context, input.StackName);
    stack.terminationProtection = input.EnableTerminationProtection ?? false;
    return { StackId: stack.id };
  },

  ListExports(input: ListExportsInput, context): ListExportsOutput {
    const { items, ...rest } = page(
      [...cloudFormationState(context.world, context).exports()].map(
        ([Name, { value, stack }]) => ({
          ExportingStackId: stack.id,
          Name,
          Value: value,
        }),
      ),
      input.NextToken,
    );
    return { Exports: items, ...rest };
  },

  ListImports(input: ListImportsInput, context): ListImportsOutput {
    const { items, ...rest } = page(
      importersOf(context, input.ExportName ?? '').map(({ name }) => name),
      input.NextToken,
    );
    if (items.length === 0) {
      throw validationError(
        `Export '${input.ExportName}' is not imported by any stack.`,
      );
    }
    return { Imports: items, ...rest };
  },
};

function refuseTaken(context: RequestContext, name: string): void {
  if (cloudFormationState(context.world, context).find(name)) {
    throw new AwsError(
      'AlreadyExistsException',
      `Stack [${name}] already exists`,
    );
  }
}

function afterFailureOf({
  DisableRollback,
  OnFailure,
}: CreateStackInput): AfterFailure {
  if (DisableRollback !== undefined && OnFailure !== undefined) {
    throw validationError(
      'You can specify either DisableRollback or OnFailure, but not both.',
    );
  }
  return OnFailure ?? (DisableRollback ? 'DO_NOTHING' : 'ROLLBACK');
}

function refuseProtected({ id, terminationProtection }: Stack): void {
  if (terminationProtection) {
    throw validationError(
      `Stack [${id}] cannot be deleted while TerminationProtection is enabled`,
    );
  }
}

function importersOf(context: RequestContext, exportName: string): Stack[] {
  const { stacks } = cloudFormationState(context.world, context);
  return [...stacks.values()].filter(
    ({ status, imports }) =>
      status !== 'DELETE_COMPLETE' && imports.includes(exportName),
  );
}

function refuseImported(context: RequestContext, stack: Stack): void {
  for (const { ExportName } of stack.outputs) {
    const [importer] =
      ExportName === undefined ? [] : importersOf(context, ExportName);
    if (importer) {
      throw validationError(
        `Export ${ExportName} cannot be deleted as it is in use by ${importer.name}`,
      );
    }
  }
}

function describe(stack: Stack): StackDescription {
  const { definition } = stack;
  return {
    StackId: stack.id,
    StackName: stack.name,
    ChangeSetId: stack.changeSetId,
    Description: stack.description,
    Parameters: [...(definition?.parameters ?? [])].map(
      ([ParameterKey, { text, resolved }]) => ({
        ParameterKey,
        ParameterValue: isSecret(stack, ParameterKey) ? '****' : text,
        ResolvedValue: resolved,
      }),
    ),
    CreationTime: stack.createdAt,
    LastUpdatedTime: stack.updatedAt,
    DeletionTime: stack.deletedAt,
    StackStatus: stack.status,
    StackStatusReason: stack.statusReason,
    DisableRollback: stack.disableRollback,
    NotificationARNs: stack.notificationArns,
    Capabilities: definition?.capabilities as StackDescription['Capabilities'],
    Outputs: stack.outputs,
    RoleARN: stack.roleArn,
    Tags: Object.entries(definition?.tags ?? {}).map(([Key, Value]) => ({
      Key,
      Value,
    })),
    EnableTerminationProtection: stack.terminationProtection,
    DriftInformation: { StackDriftStatus: 'NOT_CHECKED' },
  };
}

function isSecret({ definition }: Stack, parameter: string): boolean {
  const { NoEcho } = definition?.template.Parameters?.[parameter] ?? {};
  return String(NoEcho) === 'true';
}
