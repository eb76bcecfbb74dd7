import { ConnectionHttpParameters } from '@aws-sdk/client-eventbridge';
import { World } from '../../../core';
import { HttpEndpointError, callHttpEndpoint } from '../http-endpoints';
import { ConnectionRecord } from '../state';

const TOKEN_MILLISECONDS = 5_000;

/**
 * The headers by which a connection proves who it is.
 *
 * @throws HttpEndpointError when an OAuth server gives no token
 */
export async function authorizationHeaders(
  world: World,
  connection: ConnectionRecord,
): Promise<Record<string, string>> {
  const { ApiKeyAuthParameters, BasicAuthParameters } = connection.auth;
  switch (connection.authorizationType) {
    case 'API_KEY':
      return {
        [ApiKeyAuthParameters?.ApiKeyName ?? '']:
          ApiKeyAuthParameters?.ApiKeyValue ?? '',
      };
    case 'BASIC': {
      const { Username = '', Password = '' } = BasicAuthParameters ?? {};
      const credentials = Buffer.from(`${Username}:${Password}`);
      return { Authorization: `Basic ${credentials.toString('base64')}` };
    }
    default:
      return {
        Authorization: `Bearer ${await accessToken(world, connection)}`,
      };
  }
}

/**
 * A token of the OAuth server, kept until it expires.
 *
 * @throws HttpEndpointError when the server gives none
 */
export async function accessToken(
  world: World,
  connection: ConnectionRecord,
): Promise<string> {
  const now = world.clock.now();
  if (connection.accessToken && connection.accessToken.until > now) {
    return connection.accessToken.value;
  }
  const oauth = connection.auth.OAuthParameters;
  const { status, body } = await callHttpEndpoint(
    world,
    {
      method: oauth?.HttpMethod ?? 'POST',
      url: oauth?.AuthorizationEndpoint ?? '',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        ...pairs(oauth?.OAuthHttpParameters, 'HeaderParameters'),
      },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: oauth?.ClientParameters?.ClientID ?? '',
        client_secret: oauth?.ClientParameters?.ClientSecret ?? '',
        ...pairs(oauth?.OAuthHttpParameters, 'BodyParameters'),
      }).toString(),
    },
    TOKEN_MILLISECONDS,
  );
  const token = status >= 200 && status < 300 ? tokenOf(body ?? '') : undefined;
  if (!token) {
    throw new HttpEndpointError(
      'connection',
      `The authorization endpoint answered ${status} without an access token`,
    );
  }
  connection.accessToken = {
    value: token.value,
    until: now + token.seconds * 1000,
  };
  return token.value;
}

function tokenOf(body: string): { value: string; seconds: number } | undefined {
  try {
    const { access_token: value, expires_in: seconds } = JSON.parse(body);
    return typeof value === 'string'
      ? { value, seconds: Number(seconds ?? 3600) }
      : undefined;
  } catch {
    return undefined;
  }
}

function pairs(
  parameters: ConnectionHttpParameters | undefined,
  kind: 'HeaderParameters' | 'BodyParameters',
): Record<string, string> {
  return Object.fromEntries(
    (parameters?.[kind] ?? []).map(one => [one.Key ?? '', one.Value ?? '']),
  );
}
