import {
  DeleteRuleCommand,
  ListTargetsByRuleCommand,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { SandboxAccount } from '../../deployed/SandboxAccount';
import { DeployedService, Job, detailOf } from '../FrontDoor';
import { batchesOf } from './queue-jobs';

/** The bus, and what an event says of a job. */
export interface EventOptions {
  /** Default `default`. */
  busName?: string;
  /** Default the job's own fields. */
  detail?: (job: Job) => object;
}

export const EVENT_SOURCE = 'shop.order';
export const DELIVERS_AGAIN = 'delivers-again';

/** Puts an event for each job on a bus, as a producer does. */
export async function putEvents(
  { eventBridge }: SandboxAccount,
  jobs: Job[],
  { busName, detail = detailOf }: EventOptions = {},
): Promise<void> {
  for (const batch of batchesOf(jobs)) {
    await eventBridge.send(
      new PutEventsCommand({
        Entries: batch.map(job => ({
          EventBusName: busName,
          Source: EVENT_SOURCE,
          DetailType: 'OrderCreated',
          Detail: JSON.stringify(detail(job)),
        })),
      }),
    );
  }
}

/** The same, while a second rule delivers each event, with the same ID, to where the service's own rule does. */
export async function putEventsTwice(
  { account, name }: DeployedService,
  jobs: Job[],
  options: EventOptions = {},
): Promise<void> {
  const { eventBridge } = account;
  const EventBusName = options.busName;
  const { Targets = [] } = await eventBridge.send(
    new ListTargetsByRuleCommand({ EventBusName, Rule: name }),
  );
  await eventBridge.send(
    new PutRuleCommand({
      EventBusName,
      Name: DELIVERS_AGAIN,
      EventPattern: JSON.stringify({ source: [EVENT_SOURCE] }),
    }),
  );
  await eventBridge.send(
    new PutTargetsCommand({ EventBusName, Rule: DELIVERS_AGAIN, Targets }),
  );
  await putEvents(account, jobs, options);
  await eventBridge.send(
    new RemoveTargetsCommand({
      EventBusName,
      Rule: DELIVERS_AGAIN,
      Ids: Targets.map(({ Id = '' }) => Id),
    }),
  );
  await eventBridge.send(
    new DeleteRuleCommand({ EventBusName, Name: DELIVERS_AGAIN }),
  );
}
