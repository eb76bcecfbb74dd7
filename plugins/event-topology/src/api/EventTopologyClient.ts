import { ResponseError } from '@backstage/errors';
import { FetchApi } from '@backstage/frontend-plugin-api';
import {
  DriftResponse,
  EntityTopologyResponse,
  ReadingHistoryResponse,
  ReadingsResponse,
  RefreshStatus,
  TopologyResponse,
  WatchRequest,
  WatchResponse,
} from '@ecs-eda/plugin-event-topology-common';
import { EntityName, EventTopologyApi } from './EventTopologyApi';

interface CachedAnswer {
  etag: string;
  body: unknown;
}

/** More entities than a person opens in a sitting; each answer is a few kilobytes. */
const CACHED_ANSWERS = 64;

/**
 * Talks to the event topology backend. Answers with an `ETag` are kept and
 * asked for conditionally, and requests for the same thing at the same time
 * share one call: an entity page has two cards and a tab that need the same.
 *
 * @public
 */
export class EventTopologyClient implements EventTopologyApi {
  readonly #fetchApi: FetchApi;
  readonly #answers = new Map<string, CachedAnswer>();
  readonly #underWay = new Map<string, Promise<unknown>>();

  constructor(options: { fetchApi: FetchApi }) {
    this.#fetchApi = options.fetchApi;
  }

  async getTopology(): Promise<TopologyResponse> {
    return this.#get<TopologyResponse>('topology');
  }

  async getStatus(): Promise<RefreshStatus> {
    return this.#get<RefreshStatus>('status');
  }

  async getReadings(): Promise<ReadingsResponse> {
    return this.#get<ReadingsResponse>('readings');
  }

  async getReadingHistory(nodeId: string): Promise<ReadingHistoryResponse> {
    return this.#get<ReadingHistoryResponse>(
      `readings/history?nodeId=${encodeURIComponent(nodeId)}`,
    );
  }

  async getEntityTopology(entity: EntityName): Promise<EntityTopologyResponse> {
    const path = [entity.kind, entity.namespace, entity.name]
      .map(part => encodeURIComponent(part.toLocaleLowerCase('en-US')))
      .join('/');
    return this.#get<EntityTopologyResponse>(`entities/${path}/topology`);
  }

  async getDrift(options?: { entityRef?: string }): Promise<DriftResponse> {
    const query = options?.entityRef
      ? `?entityRef=${encodeURIComponent(options.entityRef)}`
      : '';
    return this.#get<DriftResponse>(`drift${query}`);
  }

  async refresh(): Promise<RefreshStatus> {
    return this.#post<RefreshStatus>('refresh', {});
  }

  async watch(nodeIds: string[]): Promise<WatchResponse> {
    const request: WatchRequest = { nodeIds };
    return this.#post<WatchResponse>('watch', request);
  }

  async #get<T>(path: string): Promise<T> {
    const running = this.#underWay.get(path);
    if (running) {
      return running as Promise<T>;
    }
    const request = this.#fetchConditionally<T>(path).finally(() =>
      this.#underWay.delete(path),
    );
    this.#underWay.set(path, request);
    return request;
  }

  async #fetchConditionally<T>(path: string): Promise<T> {
    const known = this.#answers.get(path);
    const response = await this.#fetchApi.fetch(urlOf(path), {
      headers: known ? { 'If-None-Match': known.etag } : {},
    });
    if (response.status === 304 && known) {
      return known.body as T;
    }
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    const body = (await response.json()) as T;
    const etag = response.headers.get('ETag');
    if (etag) {
      this.#remember(path, { etag, body });
    }
    return body;
  }

  #remember(path: string, answer: CachedAnswer) {
    this.#answers.delete(path);
    this.#answers.set(path, answer);
    if (this.#answers.size > CACHED_ANSWERS) {
      const [oldest] = this.#answers.keys();
      this.#answers.delete(oldest);
    }
  }

  async #post<T>(path: string, body: object): Promise<T> {
    const response = await this.#fetchApi.fetch(urlOf(path), {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return (await response.json()) as T;
  }
}

function urlOf(path: string): string {
  return `plugin://event-topology/v1/${path}`;
}
