import type { Execution } from './Execution';

/** What `DescribeExecution` tells. */
export function describeExecution(execution: Execution) {
  const { identity, machine, output } = execution;
  return {
    executionArn: identity.arn,
    stateMachineArn: machine.arn,
    name: identity.name,
    status: execution.status,
    startDate: execution.startDate,
    stopDate: execution.stopDate,
    input: identity.input,
    inputDetails: { included: true },
    output,
    outputDetails: output === undefined ? undefined : { included: true },
    error: execution.error,
    cause: execution.cause,
    traceHeader: identity.traceHeader,
    redriveCount: 0,
    redriveStatus: 'NOT_REDRIVABLE' as const,
    redriveStatusReason: 'The AWS sandbox does not redrive executions',
  };
}
