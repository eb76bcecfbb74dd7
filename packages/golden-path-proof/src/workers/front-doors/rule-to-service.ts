import {
  CloudWatchClient,
  GetMetricStatisticsCommand,
} from '@aws-sdk/client-cloudwatch';
import {
  DeleteRuleCommand,
  ListApiDestinationsCommand,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { SandboxAccount } from '../../deployed/SandboxAccount';
import { FrontDoor, Job, detailOf } from '../FrontDoor';
import { batchesOf } from './queue-jobs';

const SOURCE = 'shop.order';
const SECOND_RULE = 'delivers-again';

async function putEvents(
  { eventBridge }: SandboxAccount,
  jobs: Job[],
): Promise<void> {
  for (const batch of batchesOf(jobs)) {
    await eventBridge.send(
      new PutEventsCommand({
        Entries: batch.map(job => ({
          Source: SOURCE,
          DetailType: 'OrderCreated',
          Detail: JSON.stringify(detailOf(job)),
        })),
      }),
    );
  }
}

/** What EventBridge has counted of a rule so far. */
async function countOf(
  cloudWatch: CloudWatchClient,
  rule: string,
  MetricName: string,
): Promise<number> {
  const hour = 3_600_000;
  const { Datapoints = [] } = await cloudWatch.send(
    new GetMetricStatisticsCommand({
      Namespace: 'AWS/Events',
      MetricName,
      Dimensions: [{ Name: 'RuleName', Value: rule }],
      StartTime: new Date(Date.now() - hour),
      EndTime: new Date(Date.now() + hour),
      Period: 60,
      Statistics: ['Sum'],
    }),
  );
  return Datapoints.reduce((sum, { Sum = 0 }) => sum + Sum, 0);
}

/** A producer puts events on a bus, and a rule pushes them to the service by an API destination. */
export const ruleToService: FrontDoor = {
  goldenPaths: ['private-api', 'public-api'],
  // What fails for good is refused for good: another try comes minutes later.
  handler: `import type { Event } from './event';
import { doJob, type JobDetail } from './proof-job';
import { HttpError } from './runtime/http-service';
import type { Log } from './runtime/log';

export interface HandlerContext {
  log: Log;
  stop: AbortSignal;
}

export async function handleEvent({ detail }: Event): Promise<void> {
  const job = detail as unknown as JobDetail;
  try {
    await doJob(job);
  } catch (error) {
    throw job.fails ? new HttpError(422, String(error)) : error;
  }
}
`,

  send: (account, _serviceName, jobs) => putEvents(account, jobs),

  /** A second rule delivers the same event, with the same ID. */
  async sendTwice(account, serviceName, jobs) {
    const { eventBridge } = account;
    const { ApiDestinations = [] } = await eventBridge.send(
      new ListApiDestinationsCommand({ NamePrefix: serviceName }),
    );
    await eventBridge.send(
      new PutRuleCommand({
        Name: SECOND_RULE,
        EventPattern: JSON.stringify({ source: [SOURCE] }),
      }),
    );
    await eventBridge.send(
      new PutTargetsCommand({
        Rule: SECOND_RULE,
        Targets: ApiDestinations.map(({ ApiDestinationArn }, index) => ({
          Id: String(index),
          Arn: ApiDestinationArn,
          RoleArn: `arn:aws:iam::${account.accountId}:role/${SECOND_RULE}`,
        })),
      }),
    );
    await putEvents(account, jobs);
    await eventBridge.send(
      new RemoveTargetsCommand({
        Rule: SECOND_RULE,
        Ids: ApiDestinations.map((_, index) => String(index)),
      }),
    );
    await eventBridge.send(new DeleteRuleCommand({ Name: SECOND_RULE }));
  },

  /** Matched, and neither delivered nor given up. */
  async inFlight(account, serviceName) {
    const cloudWatch = new CloudWatchClient({
      endpoint: account.url,
      region: account.region,
      credentials: { accessKeyId: account.accountId, secretAccessKey: 'any' },
    });
    try {
      const rules = [serviceName, SECOND_RULE];
      const counts = await Promise.all(
        rules.map(
          async rule =>
            (await countOf(cloudWatch, rule, 'MatchedEvents')) -
            (await countOf(cloudWatch, rule, 'Invocations')),
        ),
      );
      return counts.reduce((sum, count) => sum + count, 0);
    } finally {
      cloudWatch.destroy();
    }
  },

  deadLetterQueue: serviceName => `${serviceName}-rule-dlq`,
};
