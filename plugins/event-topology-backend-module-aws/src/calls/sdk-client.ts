import {
  AwsCredentialIdentityProvider,
  Client,
  Command,
  MetadataBearer,
} from '@smithy/types';
import { NodeHttpHandler } from '@smithy/node-http-handler';

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
  customUserAgent: string;
  requestHandler: NodeHttpHandler;
}
