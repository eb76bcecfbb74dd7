import {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { CompoundEntityRef } from '@backstage/catalog-model';
import { ResponseError } from '@backstage/errors';
import {
  EntityTopologyResponse,
  TopologyResponse,
} from '@ecs-eda/plugin-event-topology-common';

const PLUGIN_ID = 'event-topology';

/** Asks the event topology's API with the credentials of whoever began the task. */
export class TopologyClient {
  readonly #discovery: DiscoveryService;
  readonly #auth: AuthService;

  constructor(services: { discovery: DiscoveryService; auth: AuthService }) {
    this.#discovery = services.discovery;
    this.#auth = services.auth;
  }

  /** The map as far as the caller may see it. */
  async topology(
    credentials: BackstageCredentials,
    signal?: AbortSignal,
  ): Promise<TopologyResponse> {
    return this.#json(
      await this.#fetch('/v1/topology', { credentials, signal }),
    );
  }

  /** What an entity has on the map; undefined when the caller sees no such entity. */
  async entityTopology(
    { kind, namespace, name }: CompoundEntityRef,
    credentials: BackstageCredentials,
    signal?: AbortSignal,
  ): Promise<EntityTopologyResponse | undefined> {
    const path = ['v1', 'entities', kind, namespace, name, 'topology']
      .map(encodeURIComponent)
      .join('/');
    const response = await this.#fetch(`/${path}`, { credentials, signal });
    return response.status === 404 ? undefined : this.#json(response);
  }

  /**
   * Asks for a fresh read of AWS.
   *
   * @returns false when the caller may not ask for one
   */
  async refresh(
    credentials: BackstageCredentials,
    signal?: AbortSignal,
  ): Promise<boolean> {
    const response = await this.#fetch('/v1/refresh', {
      credentials,
      signal,
      method: 'POST',
    });
    if (response.status === 403) {
      return false;
    }
    await this.#json(response);
    return true;
  }

  async #fetch(
    path: string,
    options: {
      credentials: BackstageCredentials;
      signal?: AbortSignal;
      method?: string;
    },
  ): Promise<Response> {
    const [baseUrl, { token }] = await Promise.all([
      this.#discovery.getBaseUrl(PLUGIN_ID),
      this.#auth.getPluginRequestToken({
        onBehalfOf: options.credentials,
        targetPluginId: PLUGIN_ID,
      }),
    ]);
    return fetch(`${baseUrl}${path}`, {
      method: options.method,
      signal: options.signal,
      headers: { authorization: `Bearer ${token}` },
    });
  }

  async #json<T>(response: Response): Promise<T> {
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response.json() as Promise<T>;
  }
}
