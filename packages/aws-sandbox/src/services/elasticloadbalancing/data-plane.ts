import { Action } from '@aws-sdk/client-elastic-load-balancing-v2';
import { localPortOf } from '../../containers/container-addresses';
import { Scope, World } from '../../core';
import { ProcessTimeoutError, callProcess } from './data-plane/call-process';
import { chooseActions } from './data-plane/choose-actions';
import { hasProcess } from './data-plane/health-checks';
import { resolveHost } from './data-plane/host-aliases';
import { countAnswer } from './data-plane/metrics';
import { targetKey } from './data-plane/target-health';
import {
  LoadBalancingState,
  StoredListener,
  StoredLoadBalancer,
  StoredTargetGroup,
} from './state';

export { resolveHost, setHostAlias } from './data-plane/host-aliases';

/** A load balancer, and where it was found. */
export interface FoundLoadBalancer {
  scope: Scope;
  state: LoadBalancingState;
  loadBalancer: StoredLoadBalancer;
}

/** A request to a load balancer. */
export interface LoadBalancerRequest {
  method: string;
  /** Its host and path are what the listener's rules look at. */
  url: string;
  headers: Record<string, string>;
  body: string | Uint8Array;
}

/** An answer of a target, or of the load balancer itself. */
export interface LoadBalancerResponse {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

interface Routed extends LoadBalancerRequest {
  target: URL;
  signal: AbortSignal;
}

interface Answer extends LoadBalancerResponse {
  isOfTarget: boolean;
  group?: StoredTargetGroup;
}

/** What application load balancers wait for a target unless told otherwise. */
const IDLE_MILLISECONDS = 60_000;

/** The load balancer that a DNS name, or an alias of one, leads to. */
export function findLoadBalancerByHost(
  world: World,
  hostname: string,
): FoundLoadBalancer | undefined {
  const name = resolveHost(world, hostname);
  for (const { scope, state } of world.states<LoadBalancingState>(
    'elasticloadbalancing',
  )) {
    for (const loadBalancer of state.loadBalancers.values()) {
      if (loadBalancer.DNSName?.toLowerCase() === name) {
        return { scope, state, loadBalancer };
      }
    }
  }
  return undefined;
}

/**
 * Sends a request through a load balancer: listener, rule, target group, and
 * the process of one of its healthy targets.
 *
 * @param signal - aborted when nobody waits for the answer any more
 * @throws Error when no listener is on the port
 */
export async function requestLoadBalancer(
  world: World,
  found: FoundLoadBalancer,
  request: LoadBalancerRequest,
  signal: AbortSignal,
): Promise<LoadBalancerResponse> {
  const { scope, state, loadBalancer } = found;
  const url = new URL(request.url);
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
  const listener = [...state.listeners.values()].find(
    one =>
      one.LoadBalancerArn === loadBalancer.LoadBalancerArn && one.Port === port,
  );
  if (!listener) {
    throw new Error(
      `the load balancer ${loadBalancer.LoadBalancerName} has no listener on port ${port}`,
    );
  }
  const begunAt = world.clock.now();
  const answer = await answerOf(world, found, listener, {
    ...request,
    target: url,
    signal,
  });
  countAnswer(world, scope, loadBalancer, answer.group, {
    ...answer,
    milliseconds: world.clock.now() - begunAt,
  });
  const { status, headers, body } = answer;
  return { status, headers, body };
}

async function answerOf(
  world: World,
  found: FoundLoadBalancer,
  listener: StoredListener,
  request: Routed,
): Promise<Answer> {
  const { target: url } = request;
  const rules = [...found.state.rules.values()].filter(
    ({ listenerArn }) => listenerArn === listener.ListenerArn,
  );
  const actions = chooseActions(rules, {
    method: request.method,
    url,
    headers: lowerCaseNames(request.headers),
  });
  if (actions.some(({ Type }) => Type?.startsWith('authenticate-'))) {
    return ownAnswer(
      561,
      'The AWS sandbox does not authenticate users at load balancers',
    );
  }
  const action = actions[actions.length - 1];
  switch (action?.Type) {
    case 'fixed-response':
      return ownAnswer(
        Number(action.FixedResponseConfig?.StatusCode),
        action.FixedResponseConfig?.MessageBody ?? '',
        action.FixedResponseConfig?.ContentType,
      );
    case 'redirect':
      return redirect(action, url);
    case 'forward':
      return forward(world, found, action, listener, request);
    default:
      return ownAnswer(500, `No action of the listener fits`);
  }
}

async function forward(
  world: World,
  { scope, state }: FoundLoadBalancer,
  action: Action,
  listener: StoredListener,
  request: Routed,
): Promise<Answer> {
  const { target: url } = request;
  const group = state.targetGroups.get(chooseTargetGroup(action));
  const target = group && chooseTarget(world, scope, group);
  if (!group || !target) {
    return { ...ownAnswer(503, 'No target is healthy'), group };
  }
  const port = localPortOf(world, scope, target.Id ?? '', target.Port ?? 0);
  if (port === undefined) {
    return {
      ...ownAnswer(
        502,
        `The AWS sandbox runs no program behind ${targetKey(target)}`,
      ),
      group,
    };
  }
  try {
    const response = await callProcess({
      isHttps: group.Protocol === 'HTTPS',
      port,
      method: request.method,
      path: `${url.pathname}${url.search}`,
      headers: {
        ...lowerCaseNames(request.headers),
        host: url.host,
        'x-forwarded-for': '192.0.2.1',
        'x-forwarded-proto': listener.Protocol === 'HTTPS' ? 'https' : 'http',
        'x-forwarded-port': String(listener.Port),
      },
      body: request.body,
      timeoutMilliseconds: IDLE_MILLISECONDS,
      signal: request.signal,
    });
    return { ...response, isOfTarget: true, group };
  } catch (error) {
    const isTimeout = error instanceof ProcessTimeoutError;
    return {
      ...ownAnswer(isTimeout ? 504 : 502, (error as Error).message),
      group,
    };
  }
}

/** By weight, when there are several. */
function chooseTargetGroup(action: Action): string {
  const groups = action.ForwardConfig?.TargetGroups ?? [];
  const total = groups.reduce((sum, { Weight = 1 }) => sum + Weight, 0);
  let drawn = Math.random() * total;
  for (const { TargetGroupArn = '', Weight = 1 } of groups) {
    drawn -= Weight;
    if (drawn < 0) {
      return TargetGroupArn;
    }
  }
  return action.TargetGroupArn ?? groups[0]?.TargetGroupArn ?? '';
}

/** In turn among the healthy; among the unhealthy when there are no others, for then all count. */
function chooseTarget(world: World, scope: Scope, group: StoredTargetGroup) {
  const stateOf = (target: StoredTargetGroup['targets'][number]) =>
    group.health.get(targetKey(target))?.state ??
    (hasProcess(world, scope, target) ? 'initial' : 'healthy');
  const healthy = group.targets.filter(one => stateOf(one) === 'healthy');
  const candidates = healthy.length
    ? healthy
    : group.targets.filter(one => stateOf(one) === 'unhealthy');
  group.turn += 1;
  return candidates[group.turn % candidates.length];
}

function redirect({ RedirectConfig = undefined }: Action, url: URL): Answer {
  const parts: Record<string, string> = {
    protocol: url.protocol.replace(':', ''),
    host: url.hostname,
    port: url.port,
    path: url.pathname.slice(1),
    query: url.search.slice(1),
  };
  const fill = (template: string) =>
    template.replace(/#\{(\w+)\}/g, (_, name) => parts[name] ?? '');
  const protocol = fill(RedirectConfig?.Protocol ?? '#{protocol}');
  const port = fill(RedirectConfig?.Port ?? '#{port}');
  const query = fill(RedirectConfig?.Query ?? '#{query}');
  const location = `${protocol.toLowerCase()}://${fill(
    RedirectConfig?.Host ?? '#{host}',
  )}${port ? `:${port}` : ''}${fill(RedirectConfig?.Path ?? '/#{path}')}${
    query ? `?${query}` : ''
  }`;
  return {
    ...ownAnswer(RedirectConfig?.StatusCode === 'HTTP_301' ? 301 : 302, ''),
    headers: { location },
  };
}

function ownAnswer(
  status: number,
  body: string,
  contentType = 'text/plain',
): Answer {
  return {
    status,
    headers: { 'content-type': contentType },
    body: Buffer.from(body),
    isOfTarget: false,
  };
}

function lowerCaseNames(
  headers: Record<string, string>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
}
