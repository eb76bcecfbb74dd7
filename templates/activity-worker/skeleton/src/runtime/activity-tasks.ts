import { GetActivityTaskCommand, SFNClient } from '@aws-sdk/client-sfn';

/** A poll is answered after 60 s at the latest; a shorter wait here would lose what it brings. */
const POLL_TIMEOUT_MILLISECONDS = 70_000;

/** An item in hand, and the token that its answer needs. */
export interface ActivityTask {
  token: string;
  input: string;
}

/** Where a worker gets its items. */
export interface ActivityTasks {
  /** Waits for an item, for a minute at most; then there was none. */
  take(): Promise<ActivityTask | undefined>;
}

/** A client for polls: as many connections as polls, and the patience that they need. */
export function pollingClient(polls: number): SFNClient {
  const agent = { keepAlive: true, maxSockets: polls };
  return new SFNClient({
    // The next poll is the retry.
    maxAttempts: 1,
    requestHandler: {
      requestTimeout: POLL_TIMEOUT_MILLISECONDS,
      throwOnRequestTimeout: true,
      socketTimeout: POLL_TIMEOUT_MILLISECONDS,
      httpAgent: agent,
      httpsAgent: agent,
    },
  });
}

/** The activity of the stack. */
export class SfnActivityTasks implements ActivityTasks {
  constructor(
    private readonly client: Pick<SFNClient, 'send'>,
    private readonly activityArn: string,
    /** Is in the history of each execution, so that people find the log. */
    private readonly workerName: string,
  ) {}

  async take(): Promise<ActivityTask | undefined> {
    const { taskToken, input } = await this.client.send(
      new GetActivityTaskCommand({
        activityArn: this.activityArn,
        workerName: this.workerName,
      }),
    );
    // Without a token there was no work.
    return taskToken ? { token: taskToken, input: input ?? '' } : undefined;
  }
}
