import { World } from '../../core';
import {
  findLoadBalancerByHost,
  requestLoadBalancer,
} from '../elasticloadbalancing/data-plane';

/** A request that AWS makes to an HTTP endpoint of a customer. */
export interface HttpEndpointRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string;
}

/** The way that a request takes into a private network, in place of the internet. */
export interface PrivateRoute {
  /** The DNS name that the route leads to, whatever the request's own host. */
  hostname: string;
}

/** What an endpoint answers. */
export interface HttpEndpointResponse {
  status: number;
  body?: string;
}

/**
 * Answers requests to one host.
 *
 * @param signal - aborted when nobody waits for the answer any more
 */
export type HttpEndpointHandler = (
  request: HttpEndpointRequest,
  signal: AbortSignal,
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
 * these hosts and the sandbox's load balancers, and no others: the sandbox
 * never makes a call to another machine.
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
 * Calls a host of the sandbox's network: one that was put there, or a load
 * balancer by its DNS name or an alias of it.
 *
 * @param route - into a private network; without it an internal load balancer cannot be reached
 * @throws HttpEndpointError when no such host is there, it fails, or the time is over
 */
export async function callHttpEndpoint(
  world: World,
  request: HttpEndpointRequest,
  timeoutMilliseconds: number,
  route?: PrivateRoute,
): Promise<HttpEndpointResponse> {
  const host = hostOf(request.url) ?? request.url;
  const handler = findHandler(world, host, route);
  const over = new AbortController();
  try {
    return await Promise.race([
      handler(request, over.signal).catch(error => {
        throw new HttpEndpointError(
          'connection',
          `Unable to connect to ${host}: ${
            error instanceof Error ? error.message : String(error)
          }`,
        );
      }),
      world.clock.sleep(timeoutMilliseconds, over.signal).then((): never => {
        throw new HttpEndpointError(
          'timeout',
          `${host} did not answer within ${timeoutMilliseconds / 1000} s`,
        );
      }),
    ]);
  } finally {
    over.abort();
  }
}

function findHandler(
  world: World,
  host: string,
  route: PrivateRoute | undefined,
): HttpEndpointHandler {
  const handlers = handlersOf(world);
  const destination = route?.hostname ?? host;
  const handler = handlers.get(host) ?? handlers.get(destination.toLowerCase());
  if (handler) {
    return handler;
  }
  const found = findLoadBalancerByHost(world, destination);
  if (!found) {
    throw new HttpEndpointError(
      'connection',
      `Unable to connect to ${destination}: no such host`,
    );
  }
  if (found.loadBalancer.Scheme === 'internal' && !route) {
    throw new HttpEndpointError(
      'connection',
      `Unable to connect to ${host}: it is an internal load balancer, which takes a private connection`,
    );
  }
  return async (request, signal) => {
    const answer = await requestLoadBalancer(world, found, request, signal);
    return { ...answer, body: answer.body.toString('utf8') };
  };
}

function hostOf(url: string): string | undefined {
  try {
    return new URL(url).hostname.toLowerCase();
  } catch {
    return undefined;
  }
}
