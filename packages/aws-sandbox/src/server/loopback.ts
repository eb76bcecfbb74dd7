import { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a request names this machine, or what runs in the sandbox, as its
 * host and comes from no foreign page. A page in the user's browser could
 * otherwise reach the sandbox, by a DNS name that it points at 127.0.0.1 or by
 * a plain form.
 *
 * @param isOwnHost - whether a host that is no loopback name is the sandbox's, too
 * @returns the reason for a refusal; undefined when all is well
 */
export function foreignRequest(
  headers: IncomingHttpHeaders,
  isOwnHost: (host: string) => boolean,
): string | undefined {
  const { host = '', origin } = headers;
  if (!isLoopbackHost(host) && !isOwnHost(host)) {
    return `The AWS sandbox answers to loopback names and to those of its load balancers only, not to the host '${host}'`;
  }
  if (origin !== undefined && origin !== `http://${host}`) {
    return `The AWS sandbox takes no requests from pages of '${origin}'`;
  }
  if (headers['sec-fetch-site'] === 'cross-site') {
    return 'The AWS sandbox takes no requests from pages of other sites';
  }
  return undefined;
}

function isLoopbackHost(host: string): boolean {
  const name = host.replace(/:\d+$/, '').toLowerCase();
  return (
    name === 'localhost' ||
    name.endsWith('.localhost') ||
    name === '[::1]' ||
    /^127(\.\d{1,3}){3}$/.test(name)
  );
}
