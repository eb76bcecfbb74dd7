import {
  DescribeExecutionInput,
  DescribeExecutionOutput,
  GetExecutionHistoryInput,
  GetExecutionHistoryOutput,
  ListExecutionsInput,
  ListExecutionsOutput,
  StartExecutionInput,
  StartExecutionOutput,
  StartSyncExecutionInput,
  StartSyncExecutionOutput,
  StopExecutionInput,
  StopExecutionOutput,
} from '@aws-sdk/client-sfn';
import { Operation, UnsupportedError } from '../../../core';
import { typeNotSupported } from '../errors';
import { describeExecution } from '../execution/describe-execution';
import { Execution } from '../execution/Execution';
import { findExecution } from '../execution/find-execution';
import { findStateMachine, startExecution } from '../execution/start-execution';
import { withoutData } from '../execution/without-data';
import { statesPage } from '../page';

/** Start, stop, describe, list, and what happened. */
export const executionOperations: Record<string, Operation> = {
  StartExecution(input: StartExecutionInput, context): StartExecutionOutput {
    const { identity, startDate } = startExecution(context.world, {
      stateMachineArn: input.stateMachineArn,
      name: input.name,
      input: input.input,
      traceHeader: input.traceHeader,
    });
    return { executionArn: identity.arn, startDate };
  },

  async StartSyncExecution(
    input: StartSyncExecutionInput,
    context,
  ): Promise<StartSyncExecutionOutput> {
    const machine = findStateMachine(context.world, input.stateMachineArn);
    if (machine.type !== 'EXPRESS') {
      throw typeNotSupported();
    }
    const execution = startExecution(context.world, {
      stateMachineArn: machine.arn,
      name: input.name,
      input: input.input,
      traceHeader: input.traceHeader,
    });
    await execution.ended;
    return asSyncOutput(execution);
  },

  StopExecution(input: StopExecutionInput, context): StopExecutionOutput {
    const execution = findExecution(context.world, input.executionArn);
    execution.end({
      status: 'ABORTED',
      error: input.error,
      cause: input.cause,
    });
    return { stopDate: execution.stopDate };
  },

  DescribeExecution(
    input: DescribeExecutionInput,
    context,
  ): DescribeExecutionOutput {
    return describeExecution(findExecution(context.world, input.executionArn));
  },

  ListExecutions(input: ListExecutionsInput, context): ListExecutionsOutput {
    if (input.mapRunArn !== undefined) {
      throw new UnsupportedError('distributed Map states');
    }
    const machine = findStateMachine(context.world, input.stateMachineArn);
    if (machine.type === 'EXPRESS') {
      throw typeNotSupported();
    }
    const { items, nextToken } = statesPage(
      [...machine.executions.values()].filter(
        ({ status }) =>
          input.statusFilter === undefined || status === input.statusFilter,
      ),
      // Newest first.
      ({ identity }) => sortable(Number.MAX_SAFE_INTEGER - identity.number),
      input,
    );
    return {
      executions: items.map(execution => ({
        executionArn: execution.identity.arn,
        stateMachineArn: machine.arn,
        name: execution.identity.name,
        status: execution.status,
        startDate: execution.startDate,
        stopDate: execution.stopDate,
        redriveCount: 0,
      })),
      nextToken,
    };
  },

  GetExecutionHistory(
    input: GetExecutionHistoryInput,
    context,
  ): GetExecutionHistoryOutput {
    const { history } = findExecution(context.world, input.executionArn);
    const { items, nextToken } = statesPage(
      history.events,
      ({ id = 0 }) =>
        sortable(input.reverseOrder ? Number.MAX_SAFE_INTEGER - id : id),
      input,
    );
    return {
      events:
        input.includeExecutionData === false ? items.map(withoutData) : items,
      nextToken,
    };
  },
};

function sortable(number: number): string {
  return String(number).padStart(16, '0');
}

function asSyncOutput(execution: Execution): StartSyncExecutionOutput {
  const { identity, machine, startDate, output } = execution;
  const stopDate = execution.stopDate ?? execution.now();
  const milliseconds = stopDate.getTime() - startDate.getTime();
  return {
    executionArn: identity.arn,
    stateMachineArn: machine.arn,
    name: identity.name,
    startDate,
    stopDate,
    status: syncStatusOf(execution),
    input: identity.input,
    inputDetails: { included: true },
    output,
    outputDetails: output === undefined ? undefined : { included: true },
    error: execution.error,
    cause: execution.cause,
    traceHeader: identity.traceHeader,
    billingDetails: {
      billedMemoryUsedInMB: 64,
      // Express workflows are billed by every hundred milliseconds begun.
      billedDurationInMilliseconds: Math.max(
        100,
        Math.ceil(milliseconds / 100) * 100,
      ),
    },
  };
}

function syncStatusOf({ status }: Execution) {
  return status === 'SUCCEEDED' || status === 'TIMED_OUT' ? status : 'FAILED';
}
