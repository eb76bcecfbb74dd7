import { World } from '../../core';
import type { WireRequest, WireResponse } from '../../server/wire';
import {
  FoundLoadBalancer,
  findLoadBalancerByHost,
  requestLoadBalancer,
} from './data-plane';

/** Whether a load balancer is reached by what a `Host` header says. */
export function isLoadBalancerHost(world: World, host: string): boolean {
  return findLoadBalancerByHost(world, hostnameOf(host)) !== undefined;
}

/**
 * Answers a request whose `Host` is a load balancer's DNS name, or an alias of
 * it, through that load balancer: at its HTTPS listener where it has one, as
 * if the certificate were proved already.
 *
 * @param signal - aborted when nobody waits for the answer any more
 * @returns undefined when the host is no load balancer's
 */
export async function answerByHost(
  world: World,
  wire: WireRequest,
  signal: AbortSignal,
): Promise<WireResponse | undefined> {
  const hostname = hostnameOf(wire.headers.host);
  const found = findLoadBalancerByHost(world, hostname);
  if (!found) {
    return undefined;
  }
  if (wire.bodyFault) {
    return plain(wire.bodyFault.status, wire.bodyFault.message);
  }
  const query = wire.query.toString();
  try {
    const answer = await requestLoadBalancer(
      world,
      found,
      {
        method: wire.method,
        url: `${schemeOf(found)}://${hostname}${wire.path}${
          query && `?${query}`
        }`,
        headers: endToEnd(unpacked(wire.headers)),
        body: wire.body,
      },
      signal,
    );
    return { ...answer, headers: endToEnd(answer.headers) };
  } catch (error) {
    return plain(502, (error as Error).message);
  }
}

/** Headers that fit the body as it was read. */
function unpacked(headers: Record<string, string>): Record<string, string> {
  const { 'content-encoding': encoding, ...rest } = headers;
  return encoding === 'gzip' ? rest : headers;
}

/** What is said of a connection is not for the next one. */
function endToEnd(headers: Record<string, string>): Record<string, string> {
  const ofConnection = ['connection', 'keep-alive', 'transfer-encoding'];
  return Object.fromEntries(
    Object.entries(headers).filter(([name]) => !ofConnection.includes(name)),
  );
}

function schemeOf({ state, loadBalancer }: FoundLoadBalancer): string {
  const isHttps = [...state.listeners.values()].some(
    ({ LoadBalancerArn, Port }) =>
      LoadBalancerArn === loadBalancer.LoadBalancerArn && Port === 443,
  );
  return isHttps ? 'https' : 'http';
}

function hostnameOf(host: string): string {
  return host.replace(/:\d+$/, '').toLowerCase();
}

function plain(status: number, text: string): WireResponse {
  return {
    status,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    body: `${text}\n`,
  };
}
