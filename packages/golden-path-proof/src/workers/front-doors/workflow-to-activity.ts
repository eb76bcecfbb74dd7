import {
  DescribeStateMachineCommand,
  ListExecutionsCommand,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { SandboxAccount } from '../../deployed/SandboxAccount';
import { FrontDoor, detailOf } from '../FrontDoor';

function workflowArn(account: SandboxAccount, serviceName: string): string {
  return account.arn('states', `stateMachine:${serviceName}-example`);
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

  async send(account, serviceName, jobs) {
    await account.sfn.send(
      new StartExecutionCommand({
        stateMachineArn: workflowArn(account, serviceName),
        input: JSON.stringify({ items: jobs.map(detailOf) }),
      }),
    );
  },

  async inFlight(account, serviceName) {
    const { executions = [] } = await account.sfn.send(
      new ListExecutionsCommand({
        stateMachineArn: workflowArn(account, serviceName),
        statusFilter: 'RUNNING',
      }),
    );
    return executions.length;
  },

  deadLetterQueue: serviceName => `${serviceName}-failed-items`,

  async heartbeatAfterSeconds(account, serviceName) {
    const { definition = '' } = await account.sfn.send(
      new DescribeStateMachineCommand({
        stateMachineArn: workflowArn(account, serviceName),
      }),
    );
    return Number(/"HeartbeatSeconds":\s*(\d+)/.exec(definition)?.[1]);
  },
};
