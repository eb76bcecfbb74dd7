import { AuthService, DiscoveryService } from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';
import { TopologyResponse } from '@ecs-eda/plugin-event-topology-common';

/** A topology, and the tag to ask with whether there is a newer one. */
export interface TaggedTopology extends TopologyResponse {
  etag?: string;
}

/** Asks the event topology backend, as the catalog itself. */
export class TopologyClient {
  readonly #discovery: DiscoveryService;
  readonly #auth: AuthService;

  constructor(options: { discovery: DiscoveryService; auth: AuthService }) {
    this.#discovery = options.discovery;
    this.#auth = options.auth;
  }

  /**
   * The topology as it is now; undefined when it is still the one with this tag.
   *
   * @throws ResponseError when the backend refuses, and whatever `fetch` throws
   *   when it is not there
   */
  async read(
    options: { etag?: string; signal?: AbortSignal } = {},
  ): Promise<TaggedTopology | undefined> {
    const { etag, signal } = options;
    const [baseUrl, { token }] = await Promise.all([
      this.#discovery.getBaseUrl('event-topology'),
      this.#auth.getPluginRequestToken({
        onBehalfOf: await this.#auth.getOwnServiceCredentials(),
        targetPluginId: 'event-topology',
      }),
    ]);
    const response = await fetch(`${baseUrl}/v1/topology`, {
      headers: {
        Authorization: `Bearer ${token}`,
        ...(etag && { 'If-None-Match': etag }),
      },
      signal,
    });
    if (response.status === 304) {
      return undefined;
    }
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    const body: TopologyResponse = await response.json();
    return { ...body, etag: response.headers.get('ETag') ?? undefined };
  }
}
