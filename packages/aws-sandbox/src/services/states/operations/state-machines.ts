import { randomUUID } from 'node:crypto';
import {
  CreateStateMachineInput,
  CreateStateMachineOutput,
  DeleteStateMachineInput,
  DescribeStateMachineForExecutionInput,
  DescribeStateMachineForExecutionOutput,
  DescribeStateMachineInput,
  DescribeStateMachineOutput,
  ListStateMachinesInput,
  ListStateMachinesOutput,
  UpdateStateMachineInput,
  UpdateStateMachineOutput,
  ValidateStateMachineDefinitionInput,
  ValidateStateMachineDefinitionOutput,
} from '@aws-sdk/client-sfn';
import { AwsError, Operation, UnsupportedError } from '../../../core';
import { checkName, parseStatesArn, statesArn } from '../arns';
import { checkDefinition, diagnose } from '../definition/check-definition';
import { invalidArn, validationException } from '../errors';
import { findExecution } from '../execution/find-execution';
import { findStateMachine } from '../execution/start-execution';
import { statesPage } from '../page';
import { StoredStateMachine, statesState } from '../state';
import { mergeTags } from '../tags';

const MAXIMUM_DIAGNOSTICS = 100;
const NO_LOGGING = { level: 'OFF' as const, includeExecutionData: false };

/** Create, describe, list, update, delete and validate. */
export const stateMachineOperations: Record<string, Operation> = {
  CreateStateMachine(
    input: CreateStateMachineInput,
    context,
  ): CreateStateMachineOutput {
    const state = statesState(context.world, context);
    const name = checkName(input.name);
    const type = input.type ?? 'STANDARD';
    const definition = input.definition ?? '';
    refuseVersions(input.publish);
    checkRole(input.roleArn);
    checkDefinition(definition, type);
    const now = state.now();
    const machine: StoredStateMachine = {
      arn: statesArn(context, 'stateMachine', name),
      name,
      type,
      definition,
      roleArn: input.roleArn ?? '',
      revisionId: randomUUID(),
      loggingConfiguration: input.loggingConfiguration ?? NO_LOGGING,
      tracingConfiguration: input.tracingConfiguration ?? { enabled: false },
      createdAt: now,
      updatedAt: now,
      tags: mergeTags(input.tags),
      executions: new Map(),
    };
    const existing = state.stateMachines.get(name);
    if (!existing) {
      state.stateMachines.set(name, machine);
      return { stateMachineArn: machine.arn, creationDate: now };
    }
    if (!isSame(existing, machine)) {
      throw new AwsError(
        'StateMachineAlreadyExists',
        `State Machine Already Exists: '${existing.arn}'`,
      );
    }
    return { stateMachineArn: existing.arn, creationDate: existing.createdAt };
  },

  DescribeStateMachine(
    input: DescribeStateMachineInput,
    context,
  ): DescribeStateMachineOutput {
    return describe(findStateMachine(context.world, input.stateMachineArn));
  },

  DescribeStateMachineForExecution(
    input: DescribeStateMachineForExecutionInput,
    context,
  ): DescribeStateMachineForExecutionOutput {
    const { machine } = findExecution(context.world, input.executionArn);
    // As it was when the execution began.
    return {
      stateMachineArn: machine.arn,
      name: machine.name,
      definition: machine.definition,
      roleArn: machine.roleArn,
      revisionId: machine.revisionId,
      updateDate: machine.updatedAt,
      loggingConfiguration: machine.loggingConfiguration,
      tracingConfiguration: machine.tracingConfiguration,
    };
  },

  ListStateMachines(
    input: ListStateMachinesInput,
    context,
  ): ListStateMachinesOutput {
    const { items, nextToken } = statesPage(
      [...statesState(context.world, context).stateMachines.values()],
      ({ name }) => name,
      input,
    );
    return {
      stateMachines: items.map(({ arn, name, type, createdAt }) => ({
        stateMachineArn: arn,
        name,
        type,
        creationDate: createdAt,
      })),
      nextToken,
    };
  },

  UpdateStateMachine(
    input: UpdateStateMachineInput,
    context,
  ): UpdateStateMachineOutput {
    const machine = findStateMachine(context.world, input.stateMachineArn);
    refuseVersions(input.publish);
    const { definition, roleArn, loggingConfiguration, tracingConfiguration } =
      input;
    if (
      [definition, roleArn, loggingConfiguration, tracingConfiguration].every(
        value => value === undefined,
      )
    ) {
      throw new AwsError(
        'MissingRequiredParameter',
        'Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified',
      );
    }
    if (roleArn !== undefined) {
      checkRole(roleArn);
    }
    if (definition !== undefined) {
      checkDefinition(definition, machine.type);
    }
    Object.assign(machine, {
      definition: definition ?? machine.definition,
      roleArn: roleArn ?? machine.roleArn,
      loggingConfiguration:
        loggingConfiguration ?? machine.loggingConfiguration,
      tracingConfiguration:
        tracingConfiguration ?? machine.tracingConfiguration,
      revisionId: randomUUID(),
      updatedAt: new Date(context.world.clock.now()),
    });
    return { updateDate: machine.updatedAt, revisionId: machine.revisionId };
  },

  /** Executions under way go on to their end. */
  DeleteStateMachine(input: DeleteStateMachineInput, context): object {
    const { name, ...scope } = parseStatesArn(
      input.stateMachineArn,
      'stateMachine',
    );
    statesState(context.world, scope).stateMachines.delete(name);
    return {};
  },

  ValidateStateMachineDefinition(
    input: ValidateStateMachineDefinitionInput,
  ): ValidateStateMachineDefinitionOutput {
    const { maxResults = 0 } = input;
    if (maxResults < 0 || maxResults > MAXIMUM_DIAGNOSTICS) {
      throw validationException(
        `maxResults must be between 0 and ${MAXIMUM_DIAGNOSTICS}`,
      );
    }
    const found = diagnose(input.definition ?? '', input.type ?? 'STANDARD');
    const shown = maxResults === 0 ? MAXIMUM_DIAGNOSTICS : maxResults;
    return {
      result: found.length === 0 ? 'OK' : 'FAIL',
      diagnostics: found
        .slice(0, shown)
        .map(diagnostic => ({ severity: 'ERROR', ...diagnostic })),
      truncated: found.length > shown,
    };
  },
};

function describe(machine: StoredStateMachine): DescribeStateMachineOutput {
  return {
    stateMachineArn: machine.arn,
    name: machine.name,
    status: 'ACTIVE',
    definition: machine.definition,
    roleArn: machine.roleArn,
    type: machine.type,
    creationDate: machine.createdAt,
    loggingConfiguration: machine.loggingConfiguration,
    tracingConfiguration: machine.tracingConfiguration,
    revisionId: machine.revisionId,
  };
}

/** Another role or other tags do not make another state machine. */
function isSame(a: StoredStateMachine, b: StoredStateMachine): boolean {
  const essence = (machine: StoredStateMachine) =>
    JSON.stringify([
      machine.type,
      machine.definition,
      machine.loggingConfiguration,
      machine.tracingConfiguration,
    ]);
  return essence(a) === essence(b);
}

function checkRole(roleArn: string | undefined): void {
  if (!/^arn:[^:]+:iam::\d{12}:role\/.+/.test(roleArn ?? '')) {
    throw invalidArn(roleArn);
  }
}

function refuseVersions(publish: boolean | undefined): void {
  if (publish) {
    throw new UnsupportedError('versions of state machines');
  }
}
