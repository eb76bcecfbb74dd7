import { LoggerService } from '@backstage/backend-plugin-api';
import { ScopeKey } from '@ecs-eda/plugin-event-topology-common';
import { Send } from '../calls/aws-calls';
import { SdkClient, SdkClientConfig } from '../calls/sdk-client';
import { Findings } from '../findings/findings';
import { ImmutableCache } from '../memory/immutable-cache';
import { ResourceReads } from './resource-reads';

/** How far a source looks for what others found. */
export type Reach = 'region' | 'account' | 'all';

/** What a source reads with: one account, one region, one service. */
export interface SourceContext {
  readonly accountId: string;
  readonly region: string;
  readonly scope: ScopeKey;
  readonly signal: AbortSignal;
  readonly logger: LoggerService;
  /** @throws AwsCallError */
  readonly send: Send;
  /**
   * Reads all pages of a list; see `calls/pages.ts`. A list whose tokens repeat
   * makes the scope partial.
   *
   * @param name - what is listed, for the report
   * @throws AwsCallError when a page cannot be read
   */
  pages<P>(
    name: string,
    fetchPage: (token: string | undefined) => Promise<P>,
    tokenOf: (page: P) => string | undefined,
  ): AsyncGenerator<P, void, void>;
  /**
   * Reads resource after resource side by side; what fails costs that resource
   * alone and makes the scope partial.
   */
  readonly resources: ResourceReads;
  /** Survives from read to read. */
  readonly immutable: ImmutableCache;
  /**
   * What other sources found, as soon as they have ended; what failed adds
   * nothing.
   *
   * @param services - must be in the source's `after`
   */
  findingsOf(services: string[], reach: Reach): Promise<Findings>;
}

/**
 * Reads one AWS service. To add one: a file that exports one of these, its
 * test, and its line in `sources/index.ts`.
 */
export interface AwsSource {
  /** The IAM prefix. */
  readonly service: string;
  /** Global services are read once an account. */
  readonly scope: 'region' | 'account';
  /** The sources whose findings this one waits for. */
  readonly after?: readonly string[];
  createClient(config: SdkClientConfig): SdkClient;
  /**
   * @throws AwsCallError when nothing of the scope could be read
   */
  read(context: SourceContext): Promise<Partial<Findings>>;
}
