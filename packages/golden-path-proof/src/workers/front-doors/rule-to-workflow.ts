import {
  DescribeStateMachineCommand,
  ListExecutionsCommand,
} from '@aws-sdk/client-sfn';
import { DeployedService, FrontDoor, Job, detailOf } from '../FrontDoor';
import { putEvents } from './put-events';

/** The job is what the workflow hands to its task. */
const EVENTS = {
  busName: 'offers',
  detail: (job: Job) => ({ orderId: JSON.stringify(detailOf(job)) }),
};

function workflowArn({ account, name }: DeployedService): string {
  return account.arn('states', `stateMachine:${name}`);
}

/** A producer puts events on a bus, a rule starts a workflow for each, and that runs a task and waits for its answer. */
export const ruleToWorkflow: FrontDoor = {
  goldenPaths: ['workflow-task'],
  handler: `import { doJob } from './proof-job';
import type { Log } from './runtime/log';

export interface StepInput {
  execution: string;
  fields: Record<string, string>;
}

export interface HandlerContext {
  log: Log;
  stop: AbortSignal;
}

export async function handleStep(
  { fields }: StepInput,
  { stop }: HandlerContext,
): Promise<unknown> {
  stop.throwIfAborted();
  await doJob(JSON.parse(fields.ORDER_ID ?? ''));
  return {};
}
`,

  send: ({ account }, jobs) => putEvents(account, jobs, EVENTS),

  async inFlight(service) {
    const { executions = [] } = await service.account.sfn.send(
      new ListExecutionsCommand({
        stateMachineArn: workflowArn(service),
        statusFilter: 'RUNNING',
      }),
    );
    return executions.length;
  },

  deadLetterQueue: ({ name }) => `${name}-failed-executions`,

  async heartbeatAfterSeconds(service) {
    const { definition = '' } = await service.account.sfn.send(
      new DescribeStateMachineCommand({
        stateMachineArn: workflowArn(service),
      }),
    );
    return JSON.parse(definition).States.Run.HeartbeatSeconds;
  },
};
