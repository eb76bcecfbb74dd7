import {
  CloudWatchClient,
  GetMetricStatisticsCommand,
} from '@aws-sdk/client-cloudwatch';
import { FrontDoor } from '../FrontDoor';
import { DELIVERS_AGAIN, putEvents, putEventsTwice } from './put-events';

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

  send: ({ account }, jobs) => putEvents(account, jobs),
  sendTwice: putEventsTwice,

  /** Matched, and neither delivered nor given up. */
  async inFlight({ account, name }) {
    const cloudWatch = new CloudWatchClient(account.config);
    try {
      const rules = [name, DELIVERS_AGAIN];
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

  deadLetterQueue: ({ name }) => `${name}-rule-dlq`,
};
