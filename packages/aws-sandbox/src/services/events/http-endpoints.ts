import { World } from '../../core';

/** A request that AWS makes to an HTTP endpoint of a customer. */
export interface HttpEndpointRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string;
}

/** What an endpoint answers. */
export interface HttpEndpointResponse {
  status: number;
  body?: string;
}

/** Answers requests to one host. */
export type HttpEndpointHandler = (
  request: HttpEndpointRequest,
) => Promise<HttpEndpointResponse>;

/** The endpoint could not be reached, or did not answer in time. */
export class HttpEndpointError extends Error {
  constructor(readonly reason: 'connection' | 'timeout', message: string) {
    super(message);
    this.name = 'HttpEndpointError';
  }
}

const HANDLERS = new WeakMap<World, Map<string, HttpEndpointHandler>>();

function handlersOf(world: World): Map<string, HttpEndpointHandler> {
  let handlers = HANDLERS.get(world);
  if (!handlers) {
    handlers = new Map();
    HANDLERS.set(world, handlers);
  }
  return handlers;
}

/**
 * Puts a host on the sandbox's network. API destinations and topics reach
 * these hosts and no others: the sandbox never makes a real network call.
 *
 * @param hostname - without port, in any case
 * @param handler - undefined takes the host away
 */
export function setHttpHandler(
  world: World,
  hostname: string,
  handler: HttpEndpointHandler | undefined,
): void {
  if (handler) {
    handlersOf(world).set(hostname.toLowerCase(), handler);
  } else {
    handlersOf(world).delete(hostname.toLowerCase());
  }
}

/**
 * Calls a host of the sandbox's network.
 *
 * @throws HttpEndpointError when no such host is there, its handler throws, or the time is over
 */
export async function callHttpEndpoint(
  world: World,
  request: HttpEndpointRequest,
  timeoutMilliseconds: number,
): Promise<HttpEndpointResponse> {
  const host = hostOf(request.url);
  const handler = host && handlersOf(world).get(host);
  if (!handler) {
    throw new HttpEndpointError(
      'connection',
      `Unable to connect to ${host ?? request.url}: no such host`,
    );
  }
  const answered = new AbortController();
  try {
    return await Promise.race([
      handler(request).catch(error => {
        throw new HttpEndpointError(
          'connection',
          `Unable to connect to ${host}: ${
            error instanceof Error ? error.message : String(error)
          }`,
        );
      }),
      world.clock
        .sleep(timeoutMilliseconds, answered.signal)
        .then((): never => {
          throw new HttpEndpointError(
            'timeout',
            `${host} did not answer within ${timeoutMilliseconds / 1000} s`,
          );
        }),
    ]);
  } finally {
    answered.abort();
  }
}

function hostOf(url: string): string | undefined {
  try {
    return new URL(url).hostname.toLowerCase();
  } catch {
    return undefined;
  }
}
