import { createHash } from 'node:crypto';
import {
  TopologyNodeOf,
  parseArn,
} from '@ecs-eda/plugin-event-topology-common';
import { accountOfNodeId } from './account-node-id';
import { ReadingPlace, makeNode } from './make-node';

/** Somebody's address does not belong on a map that many people see. */
const PERSONAL = new Set(['email', 'email-json', 'sms']);

/**
 * The node for an endpoint outside AWS that a topic or a bus delivers to. The
 * same endpoint gives the same node. E-mail addresses and phone numbers are
 * masked, and their ids are hashes.
 */
export function endpointNode(
  place: ReadingPlace,
  protocol: string,
  endpoint: string,
): TopologyNodeOf<'external'> {
  const personal = PERSONAL.has(protocol);
  const shown = personal ? mask(endpoint) : withoutSecrets(endpoint);
  const key = personal
    ? createHash('sha256').update(endpoint).digest('hex').slice(0, 16)
    : shown;
  return makeNode(
    place,
    'external',
    `urn:event-topology:${protocol}:${key}`,
    shown,
    { protocol: protocol.replace(/-json$/, ''), endpoint: shown },
  );
}

/** The node for an HTTP host that something calls. */
export function hostNode(
  place: ReadingPlace,
  url: URL,
): TopologyNodeOf<'external'> {
  return makeNode(
    place,
    'external',
    `urn:event-topology:http:${url.host}`,
    url.host,
    { protocol: 'http', endpoint: `${url.protocol}//${url.host}` },
  );
}

/**
 * Stands for a resource that configuration names and that was not read: of
 * another account or region, of a service that the map does not read, or gone.
 */
export function unreadNode(
  place: ReadingPlace,
  id: string,
  description: string,
): TopologyNodeOf<'external'> {
  const wholeAccount = accountOfNodeId(id);
  if (wholeAccount) {
    return makeNode(place, 'external', id, `Account ${wholeAccount}`, {
      protocol: 'account',
      description,
    });
  }
  const arn = parseArn(id);
  const otherAccount = arn?.accountId && arn.accountId !== place.accountId;
  return makeNode(place, 'external', id, nameOf(id), {
    protocol: otherAccount ? 'account' : 'aws-resource',
    endpoint: id,
    description,
  });
}

function nameOf(id: string): string {
  const arn = parseArn(id);
  if (!arn) {
    return id.slice(id.lastIndexOf(':') + 1);
  }
  // `log-group:/aws/events/all` and `event-bus/partners` begin with their type.
  return arn.resource.replace(/^[A-Za-z-]+[:/](?=.)/, '');
}

function mask(address: string): string {
  const at = address.indexOf('@');
  if (at > 0) {
    return `${address[0]}•••${address.slice(at)}`;
  }
  return `•••${address.slice(-2)}`;
}

/** Webhooks carry their secret in the query or as user and password. */
function withoutSecrets(endpoint: string): string {
  try {
    const url = new URL(endpoint);
    return `${url.protocol}//${url.host}${
      url.pathname === '/' ? '' : url.pathname
    }`;
  } catch {
    return endpoint;
  }
}
