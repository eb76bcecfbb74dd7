import { randomUUID } from 'node:crypto';
import { AwsError, Scope, World } from '../../../core';
import { checkName, parseStatesArn, statesArn } from '../arns';
import { stateMachineDoesNotExist } from '../errors';
import { StoredStateMachine, statesState } from '../state';
import { Execution } from './Execution';
import { runExecution } from './run-execution';

/** What is to be run. */
export interface StartRequest {
  stateMachineArn: string | undefined;
  /** Default a UUID. */
  name?: string;
  /** JSON; default `{}`. */
  input?: string;
  traceHeader?: string;
}

const MAXIMUM_INPUT_LENGTH = 262_144;
/** AWS keeps executions for 90 days; the sandbox keeps the last thousand of a machine. */
const KEPT_EXECUTIONS = 1_000;

/**
 * Starts an execution. The same name with the same input gives the execution
 * that runs already.
 *
 * @throws AwsError `StateMachineDoesNotExist`, `ExecutionAlreadyExists`, `InvalidExecutionInput`, `InvalidName`, `InvalidArn`
 */
export function startExecution(world: World, request: StartRequest): Execution {
  const machine = findStateMachine(world, request.stateMachineArn);
  const input = request.input ?? '{}';
  checkInput(input);
  const name =
    request.name === undefined ? randomUUID() : checkName(request.name);
  const existing = machine.executions.get(name);
  if (existing) {
    if (existing.status === 'RUNNING' && existing.identity.input === input) {
      return existing;
    }
    throw new AwsError(
      'ExecutionAlreadyExists',
      `Execution Already Exists: '${existing.identity.arn}'`,
    );
  }
  const scope = parseStatesArn(machine.arn, 'stateMachine');
  // A copy: an update of the state machine does not touch what runs already.
  const execution = new Execution(
    world,
    scope,
    { ...machine },
    {
      arn: arnOf(scope, machine, name),
      name,
      number: statesState(world, scope).nextExecutionNumber(),
      input,
      traceHeader: request.traceHeader,
    },
  );
  if (machine.type === 'STANDARD') {
    machine.executions.set(name, execution);
    forgetOldExecutions(machine);
  }
  void runExecution(execution);
  return execution;
}

/**
 * The state machine that an ARN names, in whichever account and region.
 *
 * @throws AwsError `StateMachineDoesNotExist`, `InvalidArn`
 */
export function findStateMachine(
  world: World,
  arn: string | undefined,
): StoredStateMachine {
  const parsed = parseStatesArn(arn, 'stateMachine');
  const machine = statesState(world, parsed).stateMachines.get(parsed.name);
  if (!machine) {
    throw stateMachineDoesNotExist(arn ?? '');
  }
  return machine;
}

function arnOf(scope: Scope, machine: StoredStateMachine, name: string) {
  return machine.type === 'EXPRESS'
    ? statesArn(scope, 'express', machine.name, name, randomUUID())
    : statesArn(scope, 'execution', machine.name, name);
}

function checkInput(input: string): void {
  if (input.length > MAXIMUM_INPUT_LENGTH) {
    throw new AwsError(
      'InvalidExecutionInput',
      `Invalid State Machine Execution Input: 'Input exceeds ${MAXIMUM_INPUT_LENGTH} bytes'`,
    );
  }
  try {
    JSON.parse(input);
  } catch {
    throw new AwsError(
      'InvalidExecutionInput',
      "Invalid State Machine Execution Input: 'The input is not JSON'",
    );
  }
}

function forgetOldExecutions({ executions }: StoredStateMachine): void {
  for (const [name, { status }] of executions) {
    if (executions.size <= KEPT_EXECUTIONS) {
      return;
    }
    if (status !== 'RUNNING') {
      executions.delete(name);
    }
  }
}
