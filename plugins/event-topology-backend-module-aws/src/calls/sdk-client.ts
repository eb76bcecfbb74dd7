import {
  AwsCredentialIdentityProvider,
  Client,
  Command,
  MetadataBearer,
} from '@smithy/types';
import { WholeAnswerHandler } from './whole-answer-handler';

/** Any client of the AWS SDK for JavaScript v3. */
export type SdkClient = Client<any, any, any>;

/** Any command of it, by what it takes and what it answers. */
export type SdkCommand<I extends object, O extends MetadataBearer> = Command<
  any,
  I,
  any,
  O,
  any
>;

/** What every client is made with; a source adds what its own client needs. */
export interface SdkClientConfig {
  region: string;
  credentials: AwsCredentialIdentityProvider;
  /** Absent for AWS itself. */
  endpoint?: string;
  maxAttempts: number;
  retryMode: 'adaptive';
  /** Middleware is put together once for each kind of command, not each call. */
  cacheMiddleware: true;
  requestHandler: WholeAnswerHandler;
}
