import { Readable } from 'node:stream';
import { AuthService, DiscoveryService } from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';
import { DocumentCollatorFactory } from '@backstage/plugin-search-common';
import {
  eventTopologyReadPermission,
  TopologyResponse,
} from '@ecs-eda/plugin-event-topology-common';
import {
  DocumentOptions,
  EventTopologyDocument,
  toDocument,
} from './to-document';

/**
 * Gives the search a document for each node of the map. The search shows a
 * result to those only whom `event-topology.read` lets see the node, and asks
 * anew at each search, so that an index is never older than a policy.
 */
export class EventTopologyCollatorFactory implements DocumentCollatorFactory {
  readonly type = 'event-topology';
  readonly visibilityPermission = eventTopologyReadPermission;
  readonly #discovery: DiscoveryService;
  readonly #auth: AuthService;
  readonly #documents: DocumentOptions;

  constructor(options: {
    discovery: DiscoveryService;
    auth: AuthService;
    documents: DocumentOptions;
  }) {
    this.#discovery = options.discovery;
    this.#auth = options.auth;
    this.#documents = options.documents;
  }

  async getCollator(): Promise<Readable> {
    return Readable.from(this.#collate());
  }

  /**
   * @throws Error where there is no map to be had; then the search keeps the
   *   index that it has
   */
  async *#collate(): AsyncGenerator<EventTopologyDocument> {
    const { snapshot, status } = await this.#fetchTopology();
    if (!snapshot && !status.unconfigured) {
      throw new Error(
        'The event topology has not been read yet; the next run of the index will find it',
      );
    }
    for (const node of snapshot?.nodes ?? []) {
      yield toDocument(node, this.#documents);
    }
  }

  async #fetchTopology(): Promise<TopologyResponse> {
    const baseUrl = await this.#discovery.getBaseUrl('event-topology');
    const { token } = await this.#auth.getPluginRequestToken({
      onBehalfOf: await this.#auth.getOwnServiceCredentials(),
      targetPluginId: 'event-topology',
    });
    const response = await fetch(`${baseUrl}/v1/topology`, {
      headers: { Authorization: `Bearer ${token}` },
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return (await response.json()) as TopologyResponse;
  }
}
