import { setTimeout as sleep } from 'node:timers/promises';
import {
  DescribeStateMachineCommand,
  ListExecutionsCommand,
} from '@aws-sdk/client-sfn';
import { DeployedService, FrontDoor, Job, detailOf } from '../FrontDoor';
import { putEvents } from './put-events';
import { batchesOf } from './queue-jobs';

/** The job is what the workflow hands to its task. */
const EVENTS = {
  busName: 'offers',
  detail: (job: Job) => ({ orderId: JSON.stringify(detailOf(job)) }),
};

/**
 * Tasks that one machine can start before their workflows take them for dead:
 * producers send as fast as these become fewer.
 */
const WORKFLOWS_AT_A_TIME = 40;
const PAUSE_MILLISECONDS = 250;

function workflowArn({ account, name }: DeployedService): string {
  return account.arn('states', `stateMachine:${name}`);
}

async function inFlight(service: DeployedService): Promise<number> {
  const { executions = [] } = await service.account.sfn.send(
    new ListExecutionsCommand({
      stateMachineArn: workflowArn(service),
      statusFilter: 'RUNNING',
    }),
  );
  return executions.length;
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

  async send(service, jobs) {
    for (const batch of batchesOf(jobs)) {
      while ((await inFlight(service)) > WORKFLOWS_AT_A_TIME) {
        await sleep(PAUSE_MILLISECONDS);
      }
      await putEvents(service.account, batch, EVENTS);
    }
  },

  inFlight,

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
