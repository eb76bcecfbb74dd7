import { request as httpRequest } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { PutRuleCommand, PutTargetsCommand } from '@aws-sdk/client-eventbridge';
import {
  GetSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { CreateQueueCommand } from '@aws-sdk/client-sqs';
import { DeployedService, FrontDoor, Job, detailOf } from '../FrontDoor';
import { EVENT_SOURCE } from './put-events';
import { takeMessages } from './queue-jobs';

/** Callers that ask at the same time. */
const CALLERS = 20;
/** How long a caller waits before it asks again. */
const RETRY_MILLISECONDS = 250;

/** Gets what the service publishes. */
const LISTENER = 'proof-listener';

/** What the stack tells callers. */
interface Endpoint {
  url: string;
  apiKey: string;
}

async function endpointOf({
  account,
  name,
}: DeployedService): Promise<Endpoint> {
  const { Stacks: [stack] = [] } = await account.cloudFormation.send(
    new DescribeStacksCommand({ StackName: name }),
  );
  const output = (key: string) =>
    stack.Outputs?.find(({ OutputKey }) => OutputKey === key)?.OutputValue ??
    '';
  const secrets = new SecretsManagerClient(account.config);
  try {
    const { SecretString = '' } = await secrets.send(
      new GetSecretValueCommand({ SecretId: output('ApiKeySecretArn') }),
    );
    return { url: output('Url'), apiKey: JSON.parse(SecretString).apiKey };
  } finally {
    secrets.destroy();
  }
}

/** @returns the status of the load balancer's answer; 503 while nobody is there */
function request(
  { account }: DeployedService,
  { url, apiKey }: Endpoint,
  job: Job,
): Promise<number> {
  const { host, pathname } = new URL(url);
  return new Promise((resolve, reject) =>
    httpRequest(new URL(pathname, account.url), {
      method: 'POST',
      headers: {
        host,
        'content-type': 'application/json',
        'idempotency-key': `request-${job.id}`,
        'x-api-key': apiKey,
      },
    })
      .on('error', reject)
      .on('response', response => {
        response
          .on('error', reject)
          .on('end', () => resolve(response.statusCode!));
        response.resume();
      })
      .end(JSON.stringify({ detailType: 'OrderCreated', data: detailOf(job) })),
  );
}

/** Asks until there is an answer that another try would not change. */
async function requestUntilAnswered(
  service: DeployedService,
  endpoint: Endpoint,
  job: Job,
): Promise<number> {
  for (;;) {
    const status = await request(service, endpoint, job);
    if (status < 500 && status !== 429 && status !== 409) {
      return status;
    }
    await sleep(RETRY_MILLISECONDS);
  }
}

async function send(service: DeployedService, jobs: Job[]): Promise<Job[]> {
  const endpoint = await endpointOf(service);
  const waiting = jobs.values();
  const refused: Job[] = [];
  await Promise.all(
    Array.from({ length: CALLERS }, async () => {
      for (const job of waiting) {
        if ((await requestUntilAnswered(service, endpoint, job)) !== 202) {
          refused.push(job);
        }
      }
    }),
  );
  return refused;
}

/** Callers in the network tell the service what happened, and it publishes that. */
export const requestToProducer: FrontDoor = {
  goldenPaths: ['event-producer'],
  // What fails for good is refused for good, and the caller is told.
  handler: `import { doJob, type JobDetail } from './proof-job';
import { HttpError } from './runtime/http-service';
import type { Log } from './runtime/log';

export interface Happening {
  detailType: string;
  data: Record<string, unknown>;
}

export interface HandlerContext {
  detailTypes: string[];
  log: Log;
  stop: AbortSignal;
}

export async function handleRequest(body: unknown): Promise<Happening[]> {
  const { detailType, data } = body as { detailType: string; data: JobDetail };
  try {
    await doJob(data);
  } catch (error) {
    throw data.fails ? new HttpError(422, String(error)) : error;
  }
  return [{ detailType, data: { ...data } }];
}
`,

  async prepare({ account }) {
    const Policy = JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'events.amazonaws.com' },
          Action: 'sqs:SendMessage',
          Resource: account.arn('sqs', LISTENER),
        },
      ],
    });
    await account.sqs.send(
      new CreateQueueCommand({ QueueName: LISTENER, Attributes: { Policy } }),
    );
    await account.eventBridge.send(
      new PutRuleCommand({
        Name: LISTENER,
        EventPattern: JSON.stringify({ source: [EVENT_SOURCE] }),
      }),
    );
    await account.eventBridge.send(
      new PutTargetsCommand({
        Rule: LISTENER,
        Targets: [{ Id: 'queue', Arn: account.arn('sqs', LISTENER) }],
      }),
    );
  },

  send,

  /** Callers that ask again, because they did not get the answer. */
  async sendTwice(service, jobs) {
    await Promise.all([send(service, jobs), send(service, jobs)]);
  },

  // Whoever has been answered has nothing on its way.
  inFlight: async () => 0,

  async published({ account }) {
    const bodies = await takeMessages(account, LISTENER);
    return bodies.map(body => JSON.parse(body).detail.data.jobId);
  },
};
