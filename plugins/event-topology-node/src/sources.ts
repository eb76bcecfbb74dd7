import { LoggerService } from '@backstage/backend-plugin-api';
import {
  Reading,
  ReadingProblem,
  ScopeReport,
  TopologyEdge,
  TopologyNode,
} from '@ecs-eda/plugin-event-topology-common';

/** @public */
export interface DiscoveryOptions {
  /** Aborted when the backend stops or the read takes longer than allowed. */
  signal: AbortSignal;
  logger: LoggerService;
  /** Called as scopes end, so that viewers see progress. */
  onProgress?(progress: { done: number; total: number }): void;
}

/** What one source found. @public */
export interface DiscoveryResult {
  nodes: TopologyNode[];
  edges: TopologyEdge[];
  /** One report for every scope that was to be read, failed ones included. */
  scopes: ScopeReport[];
  callsByOperation: Record<string, number>;
}

/**
 * Reads the structure of an event topology from somewhere. A source reports
 * the failure of a scope in its result; it throws only when nothing at all
 * could be read.
 *
 * @public
 */
export interface TopologySource {
  /** Unique, kebab-case. */
  readonly id: string;
  /** False when nothing is configured for this source. */
  isConfigured(): boolean;
  /** @throws AbortError when `signal` is aborted. */
  discover(options: DiscoveryOptions): Promise<DiscoveryResult>;
}

/** @public */
export interface ReadingsOptions {
  signal: AbortSignal;
  logger: LoggerService;
  /**
   * `map`: all nodes, by as few batched calls as possible. `watched`: the few
   * nodes that somebody is looking at, as fresh as AWS can say.
   */
  mode: 'map' | 'watched';
}

/** @public */
export interface ReadingsResult {
  readings: Reading[];
  problems: ReadingProblem[];
  callsByOperation: Record<string, number>;
}

/**
 * Reads figures for nodes. Nodes that it does not know are passed over. One
 * failing account, region or service is a problem in the result, never a throw.
 *
 * @public
 */
export interface ReadingsSource {
  readonly id: string;
  /**
   * @param nodes - the nodes to read figures for
   * @param edges - all edges among known nodes, to relate figures (a service's backlog is its queue's)
   */
  read(
    nodes: TopologyNode[],
    edges: TopologyEdge[],
    options: ReadingsOptions,
  ): Promise<ReadingsResult>;
}
