import { StateMachineDefinition } from '../definition/state-machine-definition';
import { runFlow } from '../interpreter/run-flow';
import { asStateError } from '../interpreter/StateError';
import { Execution } from './Execution';
import { HistoryThread } from './History';

/** Runs an execution to its end, which it never outlives; never rejects. */
export async function runExecution(execution: Execution): Promise<void> {
  const { machine, identity, history, world } = execution;
  const definition: StateMachineDefinition = JSON.parse(machine.definition);
  const thread = new HistoryThread(history);
  thread.add('ExecutionStarted', {
    executionStartedEventDetails: {
      input: identity.input,
      roleArn: machine.roleArn,
    },
  });
  const { TimeoutSeconds } = definition;
  const cancelTimeout =
    TimeoutSeconds === undefined
      ? undefined
      : world.clock.after(TimeoutSeconds * 1000, () =>
          execution.end({ status: 'TIMED_OUT', error: 'States.Timeout' }),
        );
  try {
    const input: unknown = JSON.parse(identity.input);
    const output = await runFlow(definition, input, {
      execution,
      thread,
      signal: execution.signal,
      context: contextOf(execution, input),
    });
    execution.end({ status: 'SUCCEEDED', output: JSON.stringify(output) });
  } catch (thrown) {
    const { error, details } = asStateError(thrown);
    execution.end({ status: 'FAILED', error, cause: details });
  } finally {
    cancelTimeout?.();
  }
}

function contextOf(
  { identity, machine, startDate }: Execution,
  input: unknown,
): Record<string, unknown> {
  return {
    Execution: {
      Id: identity.arn,
      Input: input,
      Name: identity.name,
      RoleArn: machine.roleArn,
      StartTime: startDate.toISOString(),
      RedriveCount: 0,
    },
    StateMachine: { Id: machine.arn, Name: machine.name },
  };
}
