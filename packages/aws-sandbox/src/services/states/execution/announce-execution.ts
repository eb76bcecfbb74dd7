import { publishEvents } from '../../events/data-plane';
import type { Execution } from './Execution';

/** Puts a "Step Functions Execution Status Change" event on the default bus; Express workflows do not. */
export function announceExecution(execution: Execution): void {
  const { world, scope, machine, identity } = execution;
  // A world may be made without EventBridge.
  if (
    machine.type === 'EXPRESS' ||
    !world.services.some(({ id }) => id === 'events')
  ) {
    return;
  }
  publishEvents(world, scope, [
    {
      Source: 'aws.states',
      DetailType: 'Step Functions Execution Status Change',
      Resources: [identity.arn],
      Time: execution.now(),
      Detail: JSON.stringify({
        executionArn: identity.arn,
        stateMachineArn: machine.arn,
        name: identity.name,
        status: execution.status,
        startDate: execution.startDate.getTime(),
        stopDate: execution.stopDate?.getTime() ?? null,
        input: identity.input,
        inputDetails: { included: true },
        output: execution.output ?? null,
        outputDetails:
          execution.output === undefined ? null : { included: true },
        error: execution.error ?? null,
        cause: execution.cause ?? null,
        redriveCount: 0,
        redriveStatus: 'NOT_REDRIVABLE',
      }),
    },
  ]);
}
