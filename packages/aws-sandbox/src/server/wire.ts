import { AwsError } from '../core';

/** A request as it came in, its body read and unpacked. */
export interface WireRequest {
  method: string;
  /** Still percent-encoded, without the query. */
  path: string;
  query: URLSearchParams;
  /** Names in lower case. */
  headers: Record<string, string>;
  body: Buffer;
  /** Why the body could not be taken: too large, or not packed as it says. */
  bodyFault?: AwsError;
}

/** A response before it is written; a body that comes bit by bit is asked for until the client has gone. */
export interface WireResponse {
  status: number;
  headers: Record<string, string>;
  body?: string | Uint8Array | AsyncIterable<Uint8Array>;
}
