import { ListTasksCommand, RunTaskCommand } from '@aws-sdk/client-ecs';
import { ListTargetsByRuleCommand } from '@aws-sdk/client-eventbridge';
import { FrontDoor, Job, detailOf } from '../FrontDoor';
import { putEvents, putEventsTwice } from './put-events';
import { takeMessages } from './queue-jobs';

const BUS = 'media';

/** A video that is long enough for a task of its own; the job is in the name of its object. */
const EVENTS = {
  busName: BUS,
  detail: (job: Job) => ({
    bucket: { name: 'videos' },
    object: { key: JSON.stringify(detailOf(job)) },
    video: { durationSeconds: 600 },
  }),
};

const deadLetterQueue = (name: string) => `${name}-failed-tasks`;

/** A producer puts events on a bus, and a rule starts a task for each. */
export const ruleToTask: FrontDoor = {
  goldenPaths: ['event-task'],
  handler: `import type { JobEvent } from './job-event';
import { doJob } from './proof-job';
import type { Log } from './runtime/log';

export interface HandlerContext {
  log: Log;
  stop: AbortSignal;
}

export async function handleEvent(
  { fields }: JobEvent,
  { stop }: HandlerContext,
): Promise<void> {
  stop.throwIfAborted();
  await doJob(JSON.parse(fields.OBJECT_KEY ?? ''));
}
`,

  send: ({ account }, jobs) => putEvents(account, jobs, EVENTS),
  sendTwice: (service, jobs) => putEventsTwice(service, jobs, EVENTS),

  async inFlight({ account, name }) {
    const { taskArns = [] } = await account.ecs.send(
      new ListTasksCommand({ cluster: name, family: name }),
    );
    return taskArns.length;
  },

  deadLetterQueue: ({ name }) => deadLetterQueue(name),

  /** The task is started again, with what the message says that it was started with. */
  async bringBack({ account, name }) {
    const { Targets: [target] = [] } = await account.eventBridge.send(
      new ListTargetsByRuleCommand({ EventBusName: BUS, Rule: name }),
    );
    const { CapacityProviderStrategy, NetworkConfiguration } =
      target.EcsParameters ?? {};
    const { Subnets, SecurityGroups } =
      NetworkConfiguration?.awsvpcConfiguration ?? {};
    for (const body of await takeMessages(account, deadLetterQueue(name))) {
      const { detail } = JSON.parse(body);
      await account.ecs.send(
        new RunTaskCommand({
          cluster: name,
          taskDefinition: name,
          overrides: detail.overrides,
          capacityProviderStrategy: CapacityProviderStrategy,
          networkConfiguration: {
            awsvpcConfiguration: {
              subnets: Subnets,
              securityGroups: SecurityGroups,
            },
          },
        }),
      );
    }
  },
};
