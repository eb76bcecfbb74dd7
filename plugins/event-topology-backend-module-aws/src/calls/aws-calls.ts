import { AwsCredentialsManager } from '@backstage/integration-aws-node';
import { MetadataBearer } from '@smithy/types';
import { ForwardedError } from '@backstage/errors';
import pLimit, { Limit } from 'p-limit';
import { AbortGate, abortError } from './abort-gate';
import { AwsCallError } from './aws-call-error';
import { Budget, DEFAULT_BUDGETS, FALLBACK_BUDGET } from './budget';
import { CallCounter } from './call-counter';
import { CallScope, GLOBAL_REGION, scopeKeyOf } from './call-scope';
import { classifyError, isAbort } from './classify-error';
import { CallUnderWay, callPlugin, carryCall } from './call-under-way';
import { makeLean } from './lean-client';
import { SdkClient, SdkClientConfig, SdkCommand } from './sdk-client';
import { BucketClock, TokenBucket } from './token-bucket';
import { WholeAnswerHandler } from './whole-answer-handler';

const DEFAULT_MAX_ATTEMPTS = 6;
const CONNECTION_TIMEOUT_MILLISECONDS = 5_000;
const REQUEST_TIMEOUT_MILLISECONDS = 30_000;
const USER_AGENT = 'backstage-event-topology';

/** Where the endpoints of global services are, by partition. */
const GLOBAL_SERVICE_REGIONS: Record<string, string> = {
  aws: 'us-east-1',
  'aws-cn': 'cn-north-1',
  'aws-us-gov': 'us-gov-west-1',
};

export interface AwsCallsOptions {
  credentials: AwsCredentialsManager;
  /** An AWS-compatible endpoint that takes the calls of all services. */
  endpoint?: string;
  /** The partition of each account, where it is not `aws`. */
  partitions?: Record<string, string>;
  /** Budgets by service; the defaults fill in. */
  budgets?: Record<string, Partial<Budget>>;
  /** Of each call, before its failure is reported. Default 6. */
  maxAttempts?: number;
  clock?: BucketClock;
}

/** Sends commands of one service in one account and region. */
export type Send = <I extends object, O extends MetadataBearer>(
  command: SdkCommand<I, O>,
) => Promise<O>;

interface Channel {
  client: Promise<SdkClient>;
  limit: Limit;
  bucket: TokenBucket;
}

/**
 * The one place where AWS is called. It keeps a client per account × region ×
 * service, holds each to its budget (calls a second and calls at once, retries
 * included), counts every attempt by IAM action, retries adaptively, can be
 * called off, and turns whatever fails into an `AwsCallError`.
 *
 * Structure and readings share it, so that together they stay inside a budget.
 */
export class AwsCalls {
  readonly #options: AwsCallsOptions;
  readonly #channels = new Map<string, Channel>();

  constructor(options: AwsCallsOptions) {
    this.#options = options;
  }

  /** True when something other than AWS itself may answer. */
  get hasEndpoint(): boolean {
    return this.#options.endpoint !== undefined;
  }

  /** The budget that holds for a service. */
  budget(service: string): Budget {
    return {
      ...(DEFAULT_BUDGETS[service] ?? FALLBACK_BUDGET),
      ...this.#options.budgets?.[service],
    };
  }

  /**
   * @param createClient - makes the service's client; called once per account and region
   * @param run - what the calls are counted on, and what calls them off
   */
  sender(
    scope: CallScope,
    createClient: (config: SdkClientConfig) => SdkClient,
    run: { signal: AbortSignal; counter: CallCounter },
  ): Send {
    const abort = new AbortGate(run.signal);
    return async command => {
      let call: CallUnderWay | undefined;
      try {
        const channel = this.#channel(scope, createClient);
        const client = await channel.client;
        return await channel.limit(async () => {
          run.signal.throwIfAborted();
          call = {
            bucket: channel.bucket,
            counter: run.counter,
            signal: abort.signal,
          };
          carryCall(command, call);
          return await abort.orAbort(client.send(command));
        });
      } catch (error) {
        if (isAbort(error, run.signal)) {
          throw abortError(error);
        }
        throw classifyError(error, call?.operation, scope);
      }
    };
  }

  /** Closes all connections. */
  async close(): Promise<void> {
    const channels = [...this.#channels.values()];
    this.#channels.clear();
    const clients = await Promise.allSettled(
      channels.map(channel => channel.client),
    );
    for (const client of clients) {
      if (client.status === 'fulfilled') {
        client.value.destroy();
      }
    }
  }

  #channel(
    scope: CallScope,
    createClient: (config: SdkClientConfig) => SdkClient,
  ): Channel {
    const key = scopeKeyOf(scope);
    let channel = this.#channels.get(key);
    if (!channel) {
      const budget = this.budget(scope.service);
      channel = {
        client: this.#client(scope, createClient, budget),
        limit: pLimit(budget.concurrency),
        bucket: new TokenBucket(budget, this.#options.clock),
      };
      // Credentials that fail now may work at the next read.
      channel.client.catch(() => this.#channels.delete(key));
      this.#channels.set(key, channel);
    }
    return channel;
  }

  async #client(
    scope: CallScope,
    createClient: (config: SdkClientConfig) => SdkClient,
    budget: Budget,
  ): Promise<SdkClient> {
    const { sdkCredentialProvider } = await this.#options.credentials
      .getCredentialProvider({ accountId: scope.accountId })
      .catch(error => {
        throw new AwsCallError(
          {
            kind: 'credentials',
            code: 'NoCredentials',
            message: new ForwardedError(
              `No credentials for account ${scope.accountId}`,
              error,
            ).message,
            remedy: `Give the account under \`aws.accounts\` in the app-config, with the role to assume in it.`,
          },
          { cause: error },
        );
      });
    const region =
      scope.region === GLOBAL_REGION
        ? GLOBAL_SERVICE_REGIONS[
            this.#options.partitions?.[scope.accountId] ?? 'aws'
          ]
        : scope.region;
    const client = createClient({
      region,
      credentials: sdkCredentialProvider,
      ...(this.#options.endpoint && { endpoint: this.#options.endpoint }),
      maxAttempts: this.#options.maxAttempts ?? DEFAULT_MAX_ATTEMPTS,
      retryMode: 'adaptive',
      cacheMiddleware: true,
      requestHandler: new WholeAnswerHandler({
        maxSockets: budget.concurrency,
        connectionTimeoutMilliseconds: CONNECTION_TIMEOUT_MILLISECONDS,
        requestTimeoutMilliseconds: REQUEST_TIMEOUT_MILLISECONDS,
      }),
    });
    client.middlewareStack.use(
      callPlugin(scope.service, client.config.requestHandler),
    );
    return makeLean(client, USER_AGENT);
  }
}
