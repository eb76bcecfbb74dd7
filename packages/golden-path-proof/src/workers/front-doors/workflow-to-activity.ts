import {
  DescribeStateMachineCommand,
  ListExecutionsCommand,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { DeployedService, FrontDoor, detailOf } from '../FrontDoor';

function workflowArn({ account, name }: DeployedService): string {
  return account.arn('states', `stateMachine:${name}-example`);
}

/** A workflow does a list of items over the activity, and workers take them from there. */
export const workflowToActivity: FrontDoor = {
  goldenPaths: ['activity-worker'],
  handler: `import type { ActivityItem } from './runtime/activity-item';
import type { Log } from './runtime/log';
import { doJob, type JobDetail } from './proof-job';

export interface HandlerContext {
  log: Log;
  stop: AbortSignal;
}

export async function handleItem({ data }: ActivityItem): Promise<unknown> {
  await doJob(data as JobDetail);
  return {};
}
`,

  async send(service, jobs) {
    await service.account.sfn.send(
      new StartExecutionCommand({
        stateMachineArn: workflowArn(service),
        input: JSON.stringify({ items: jobs.map(detailOf) }),
      }),
    );
  },

  async inFlight(service) {
    const { executions = [] } = await service.account.sfn.send(
      new ListExecutionsCommand({
        stateMachineArn: workflowArn(service),
        statusFilter: 'RUNNING',
      }),
    );
    return executions.length;
  },

  deadLetterQueue: ({ name }) => `${name}-failed-items`,

  async heartbeatAfterSeconds(service) {
    const { definition = '' } = await service.account.sfn.send(
      new DescribeStateMachineCommand({
        stateMachineArn: workflowArn(service),
      }),
    );
    return Number(/"HeartbeatSeconds":\s*(\d+)/.exec(definition)?.[1]);
  },
};
