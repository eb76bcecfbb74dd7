import {
  CreateEventBusRequest,
  CreateEventBusResponse,
  DeleteEventBusRequest,
  DescribeEventBusRequest,
  DescribeEventBusResponse,
  ListEventBusesRequest,
  ListEventBusesResponse,
  PutPermissionRequest,
  RemovePermissionRequest,
  UpdateEventBusRequest,
  UpdateEventBusResponse,
} from '@aws-sdk/client-eventbridge';
import { Operation } from '../../../core';
import { EventBusState, busArn, eventsState } from '../state';
import {
  alreadyExists,
  busNameOf,
  checkName,
  findBus,
  notFound,
  pageByName,
  tagRecord,
  validationError,
} from './input-rules';

const BUS_NAME = /^[/.\-_A-Za-z0-9]+$/;

export const busOperations: Record<string, Operation> = {
  CreateEventBus(
    input: CreateEventBusRequest,
    context,
  ): CreateEventBusResponse {
    const name = checkName(input.Name, 256, BUS_NAME);
    const { buses } = eventsState(context.world, context);
    if (buses.has(name)) {
      throw alreadyExists(`Event bus ${name} already exists.`);
    }
    const now = context.world.clock.now();
    const bus: EventBusState = {
      name,
      arn: busArn(context, name),
      description: input.Description,
      kmsKeyIdentifier: input.KmsKeyIdentifier,
      deadLetterConfig: input.DeadLetterConfig,
      logConfig: input.LogConfig,
      tags: tagRecord(input.Tags),
      createdAt: now,
      modifiedAt: now,
      rules: new Map(),
    };
    buses.set(name, bus);
    return {
      EventBusArn: bus.arn,
      Description: bus.description,
      KmsKeyIdentifier: bus.kmsKeyIdentifier,
      DeadLetterConfig: bus.deadLetterConfig,
      LogConfig: bus.logConfig,
    };
  },

  DescribeEventBus(
    input: DescribeEventBusRequest,
    context,
  ): DescribeEventBusResponse {
    const bus = findBus(context, input.Name);
    return {
      ...summary(bus),
      KmsKeyIdentifier: bus.kmsKeyIdentifier,
      DeadLetterConfig: bus.deadLetterConfig,
      LogConfig: bus.logConfig,
    };
  },

  UpdateEventBus(
    input: UpdateEventBusRequest,
    context,
  ): UpdateEventBusResponse {
    const bus = findBus(context, input.Name);
    bus.description = input.Description ?? bus.description;
    bus.kmsKeyIdentifier = input.KmsKeyIdentifier ?? bus.kmsKeyIdentifier;
    bus.deadLetterConfig = input.DeadLetterConfig ?? bus.deadLetterConfig;
    bus.logConfig = input.LogConfig ?? bus.logConfig;
    bus.modifiedAt = context.world.clock.now();
    return {
      Arn: bus.arn,
      Name: bus.name,
      Description: bus.description,
      KmsKeyIdentifier: bus.kmsKeyIdentifier,
      DeadLetterConfig: bus.deadLetterConfig,
      LogConfig: bus.logConfig,
    };
  },

  ListEventBuses(
    input: ListEventBusesRequest,
    context,
  ): ListEventBusesResponse {
    const { buses } = eventsState(context.world, context);
    const page = pageByName(
      [...buses.values()].filter(bus =>
        bus.name.startsWith(input.NamePrefix ?? ''),
      ),
      bus => bus.name,
      input,
    );
    return { EventBuses: page.items.map(summary), NextToken: page.nextToken };
  },

  DeleteEventBus(input: DeleteEventBusRequest, context): object {
    const name = busNameOf(input.Name);
    if (name === 'default') {
      throw validationError('Cannot delete event bus default.');
    }
    const { buses } = eventsState(context.world, context);
    if ((buses.get(name)?.rules.size ?? 0) > 0) {
      throw validationError("Event bus can't be deleted since it has rules.");
    }
    // Deleting what is not there succeeds, as on AWS.
    buses.delete(name);
    return {};
  },

  PutPermission(input: PutPermissionRequest, context): object {
    const bus = findBus(context, input.EventBusName);
    if (input.Policy !== undefined) {
      bus.policy = policyText(input.Policy);
      return {};
    }
    if (!input.Action || !input.Principal || !input.StatementId) {
      throw validationError(
        'Parameters Action, Principal and StatementId, or Policy, must be specified.',
      );
    }
    if (input.Principal !== '*' && !/^\d{12}$/.test(input.Principal)) {
      throw validationError(
        `Value '${input.Principal}' at 'principal' failed to satisfy constraint: Member must be an account ID or *`,
      );
    }
    const statements = statementsOf(bus).filter(
      statement => statement.Sid !== input.StatementId,
    );
    statements.push({
      Sid: input.StatementId,
      Effect: 'Allow',
      Principal:
        input.Principal === '*'
          ? '*'
          : { AWS: `arn:aws:iam::${input.Principal}:root` },
      Action: input.Action,
      Resource: bus.arn,
      ...(input.Condition && {
        Condition: {
          [input.Condition.Type ?? '']: {
            [input.Condition.Key ?? '']: input.Condition.Value,
          },
        },
      }),
    });
    setStatements(bus, statements);
    return {};
  },

  RemovePermission(input: RemovePermissionRequest, context): object {
    const bus = findBus(context, input.EventBusName);
    if (input.RemoveAllPermissions) {
      bus.policy = undefined;
      return {};
    }
    const before = statementsOf(bus);
    const after = before.filter(
      statement => statement.Sid !== input.StatementId,
    );
    if (after.length === before.length) {
      throw notFound('Statement with the provided id does not exist.');
    }
    setStatements(bus, after);
    return {};
  },
};

function summary(bus: EventBusState) {
  return {
    Name: bus.name,
    Arn: bus.arn,
    Description: bus.description,
    Policy: bus.policy,
    CreationTime: new Date(bus.createdAt),
    LastModifiedTime: new Date(bus.modifiedAt),
  };
}

interface Statement {
  Sid?: string;
  [member: string]: unknown;
}

function statementsOf(bus: EventBusState): Statement[] {
  if (!bus.policy) {
    return [];
  }
  const { Statement } = JSON.parse(bus.policy);
  return Array.isArray(Statement) ? Statement : [Statement];
}

function setStatements(bus: EventBusState, statements: Statement[]): void {
  bus.policy =
    statements.length > 0
      ? JSON.stringify({ Version: '2012-10-17', Statement: statements })
      : undefined;
}

function policyText(policy: string): string {
  try {
    if (JSON.parse(policy).Statement !== undefined) {
      return policy;
    }
  } catch {
    // Not JSON: falls through to the same refusal.
  }
  throw validationError('The policy is not a valid policy document.');
}
