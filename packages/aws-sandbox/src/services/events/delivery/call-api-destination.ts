import { HttpParameters } from '@aws-sdk/client-eventbridge';
import { World } from '../../../core';
import { authorizationHeaders } from '../connection/authorization-headers';
import {
  HttpEndpointError,
  HttpEndpointResponse,
  callHttpEndpoint,
} from '../http-endpoints';
import { privateRoute } from '../connection/private-route';
import { ApiDestinationState, ConnectionRecord } from '../state';
import { DeliveryFailure } from '../../../delivery/DeliveryFailure';

/** EventBridge waits this long for an answer, and no longer. */
const ANSWER_MILLISECONDS = 5_000;

/**
 * Sends an input to the endpoint of an API destination, with the connection's
 * credentials.
 *
 * @throws DeliveryFailure retryable for 429, 5xx, timeouts and connection errors
 */
export async function callApiDestination(
  world: World,
  destination: ApiDestinationState,
  connection: ConnectionRecord,
  body: string,
  parameters: HttpParameters = {},
): Promise<HttpEndpointResponse> {
  const { HttpMethod, Name } = destination.described;
  const http = connection.auth.InvocationHttpParameters ?? {};
  try {
    const response = await callHttpEndpoint(
      world,
      {
        method: HttpMethod,
        url: endpointUrl(
          destination.described.InvocationEndpoint,
          parameters,
          http.QueryStringParameters ?? [],
        ),
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'user-agent': 'Amazon/EventBridge/ApiDestinations',
          range: 'bytes=0-1048575',
          ...parameters.HeaderParameters,
          ...Object.fromEntries(
            (http.HeaderParameters ?? []).map(one => [
              one.Key ?? '',
              one.Value ?? '',
            ]),
          ),
          ...(await authorizationHeaders(world, connection)),
        },
        body: bodyWithParameters(body, http.BodyParameters ?? []),
      },
      ANSWER_MILLISECONDS,
      privateRoute(world, connection),
    );
    if (response.status < 200 || response.status > 299) {
      throw failureOfStatus(Name, response.status);
    }
    return response;
  } catch (error) {
    if (!(error instanceof HttpEndpointError)) {
      throw error;
    }
    throw new DeliveryFailure(
      error.reason === 'timeout' ? 'TIMEOUT' : 'CONNECTION_FAILURE',
      `Unable to invoke ApiDestination endpoint ${Name}: ${error.message}`,
      true,
    );
  }
}

function failureOfStatus(name: string, status: number): DeliveryFailure {
  const message = `Unable to invoke ApiDestination endpoint ${name}: the endpoint returned HTTP status code ${status}`;
  if (status === 429) {
    return new DeliveryFailure('THROTTLING', message, true);
  }
  return status >= 500
    ? new DeliveryFailure('ERROR_FROM_TARGET', message, true)
    : new DeliveryFailure('SDK_CLIENT_ERROR', message, false);
}

/** The endpoint with its `*` filled in order, and the query of target and connection. */
function endpointUrl(
  endpoint: string,
  parameters: HttpParameters,
  connectionQuery: { Key?: string; Value?: string }[],
): string {
  const values = [...(parameters.PathParameterValues ?? [])];
  const url = new URL(
    endpoint.replace(/\*/g, () => encodeURIComponent(values.shift() ?? '*')),
  );
  for (const [key, value] of Object.entries(
    parameters.QueryStringParameters ?? {},
  )) {
    url.searchParams.set(key, value);
  }
  // The connection's parameters win over the target's.
  for (const { Key, Value } of connectionQuery) {
    url.searchParams.set(Key ?? '', Value ?? '');
  }
  return url.toString();
}

function bodyWithParameters(
  body: string,
  parameters: { Key?: string; Value?: string }[],
): string {
  if (parameters.length === 0) {
    return body;
  }
  const added = Object.fromEntries(
    parameters.map(one => [one.Key ?? '', one.Value ?? '']),
  );
  try {
    const document = JSON.parse(body);
    return typeof document === 'object' && document !== null
      ? JSON.stringify({ ...document, ...added })
      : body;
  } catch {
    return body;
  }
}
