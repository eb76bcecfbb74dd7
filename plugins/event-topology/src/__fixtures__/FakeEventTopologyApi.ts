import {
  DriftResponse,
  EntityTopologyResponse,
  neighbourhood,
  Reading,
  ReadingHistoryResponse,
  ReadingProblem,
  ReadingsResponse,
  RefreshStatus,
  RefusedAnnotation,
  TopologyResponse,
  TopologySnapshot,
  WatchResponse,
} from '@ecs-eda/plugin-event-topology-common';
import { EntityName, EventTopologyApi } from '../api';

/** A backend of one's own making: set what it knows, and see what it was asked. */
export class FakeEventTopologyApi implements EventTopologyApi {
  snapshot?: TopologySnapshot;
  readings: Reading[] = [];
  readingProblems: ReadingProblem[] = [];
  history: Reading[] = [];
  status: RefreshStatus = {
    refreshing: false,
    staleAfterSeconds: 240,
    unconfigured: false,
    lastFinishedAt: new Date().toISOString(),
  };
  /** What of the map belongs to each entity, by its name. */
  entityNodes: Record<string, string[]> = {};
  entityProblems: string[] = [];
  /** The annotations that are looked up for nobody. */
  entityRefused?: RefusedAnnotation[];
  /** True for a reader who is allowed to see nodes on conditions only. */
  restricted?: boolean;
  drift: DriftResponse = {
    findings: [],
    unjudged: [],
    incompleteScopes: [],
  };
  /** Set to have every method fail. */
  failure?: Error;

  readonly watched: string[][] = [];
  refreshes = 0;

  async getTopology(): Promise<TopologyResponse> {
    this.#mayFail();
    return {
      snapshot: this.snapshot,
      status: this.status,
      restricted: this.restricted,
    };
  }

  async getStatus(): Promise<RefreshStatus> {
    this.#mayFail();
    return this.status;
  }

  async getReadings(): Promise<ReadingsResponse> {
    this.#mayFail();
    return {
      at: this.readings[0]?.at,
      readings: this.readings,
      problems: this.readingProblems,
      staleAfterSeconds: 60,
    };
  }

  async getReadingHistory(nodeId: string): Promise<ReadingHistoryResponse> {
    this.#mayFail();
    return {
      nodeId,
      readings: this.history.filter(reading => reading.nodeId === nodeId),
    };
  }

  async getEntityTopology(entity: EntityName): Promise<EntityTopologyResponse> {
    this.#mayFail();
    const nodeIds = this.entityNodes[entity.name] ?? [];
    return {
      nodeIds,
      ...(this.snapshot
        ? neighbourhood(this.snapshot, nodeIds, 1)
        : { nodes: [], edges: [] }),
      matches:
        nodeIds.length > 0
          ? [{ matchedBy: 'aws.amazon.com/arn', value: nodeIds[0], nodeIds }]
          : [],
      problems: this.entityProblems,
      refused: this.entityRefused,
      restricted: this.restricted,
      snapshotVersion: this.snapshot?.version,
      generatedAt: this.snapshot?.generatedAt,
    };
  }

  async getDrift(options?: { entityRef?: string }): Promise<DriftResponse> {
    this.#mayFail();
    const { entityRef } = options ?? {};
    const isAsked = (item: { entityRef?: string; targetRef?: string }) =>
      entityRef === undefined ||
      item.entityRef === entityRef ||
      item.targetRef === entityRef;
    return {
      ...this.drift,
      findings: this.drift.findings.filter(isAsked),
      unjudged: this.drift.unjudged.filter(isAsked),
    };
  }

  async refresh(): Promise<RefreshStatus> {
    this.#mayFail();
    this.refreshes += 1;
    this.status = { ...this.status, refreshing: true };
    return this.status;
  }

  async watch(nodeIds: string[]): Promise<WatchResponse> {
    this.#mayFail();
    this.watched.push(nodeIds);
    return { leaseSeconds: 30, frequencySeconds: 3 };
  }

  #mayFail() {
    if (this.failure) {
      throw this.failure;
    }
  }
}
