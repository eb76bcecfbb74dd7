import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';

/** A request to a process on 127.0.0.1. */
export interface ProcessRequest {
  isHttps: boolean;
  port: number;
  method: string;
  /** With the query. */
  path: string;
  headers: Record<string, string>;
  body?: string | Uint8Array;
  timeoutMilliseconds: number;
  signal?: AbortSignal;
}

/** What a process answered. */
export interface ProcessResponse {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

/** The process took the request and did not answer in time. */
export class ProcessTimeoutError extends Error {
  constructor(milliseconds: number) {
    super(`Request timed out after ${milliseconds / 1_000} s`);
    this.name = 'ProcessTimeoutError';
  }
}

/**
 * Asks a process on this machine, over real HTTP.
 *
 * @throws ProcessTimeoutError, or Error when it cannot be reached
 */
export function callProcess(request: ProcessRequest): Promise<ProcessResponse> {
  const { isHttps, timeoutMilliseconds, body = '' } = request;
  return new Promise((resolve, reject) => {
    const message = (isHttps ? httpsRequest : httpRequest)(
      {
        host: '127.0.0.1',
        port: request.port,
        method: request.method,
        path: request.path,
        headers: {
          ...request.headers,
          'content-length': String(Buffer.byteLength(body)),
        },
        agent: false,
        signal: request.signal,
        // As load balancers do: they encrypt to their targets without asking who those are.
        rejectUnauthorized: false,
      },
      response => {
        const chunks: Buffer[] = [];
        response.on('data', chunk => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: Object.fromEntries(
              Object.entries(response.headers).map(([name, value]) => [
                name,
                String(value),
              ]),
            ),
            body: Buffer.concat(chunks),
          }),
        );
      },
    );
    message.setTimeout(timeoutMilliseconds, () =>
      message.destroy(new ProcessTimeoutError(timeoutMilliseconds)),
    );
    message.on('error', reject);
    message.end(body);
  });
}
