import {
  Reading,
  ReadingsResponse,
  RefreshStatus,
  TopologySnapshot,
} from '@ecs-eda/plugin-event-topology-common';
import { CurrentReadings } from '../readings/CurrentReadings';
import { TaggedJson, taggedJson } from '../readings/tagged-json';
import { visibleReading, visibleReadings } from './visible-readings';
import { visibleStatus } from './visible-status';
import { VisibleTopology } from './visible-topology';

/**
 * The map as one caller may see it, with its figures and its status. Whatever
 * is handed out comes from here, so that nothing else has to think of it.
 */
export class TopologyView {
  /** True for a caller who may see nodes on conditions only. */
  readonly restricted: boolean;
  /** Undefined until a first read has ended. */
  readonly snapshot: TopologySnapshot | undefined;
  readonly #part: VisibleTopology | undefined;
  #nodeIds: Set<string> | undefined;
  #readings: { of: ReadingsResponse; tagged: TaggedJson } | undefined;

  /**
   * @param options.snapshot - the whole
   * @param options.part - what the caller may see of it, where that is not all
   */
  constructor(options: {
    restricted: boolean;
    snapshot: TopologySnapshot | undefined;
    part?: VisibleTopology;
  }) {
    this.restricted = options.restricted;
    this.#part = options.part;
    this.snapshot = options.part?.snapshot ?? options.snapshot;
  }

  /** Whether the caller sees the snapshot as it is, with nothing left out. */
  get isWhole(): boolean {
    return this.#part === undefined;
  }

  hasNode(nodeId: string): boolean {
    this.#nodeIds ??= new Set(this.snapshot?.nodes.map(({ id }) => id));
    return this.#nodeIds.has(nodeId);
  }

  /** The response of `GET /v1/readings`. */
  readings(current: CurrentReadings): ReadingsResponse {
    if (!this.restricted) {
      return current.response;
    }
    return this.#part
      ? visibleReadings(current.response, this.#part)
      : { ...current.response, at: undefined, readings: [], problems: [] };
  }

  /** The same in JSON, made once for all who share the view. */
  taggedReadings(current: CurrentReadings): TaggedJson {
    if (!this.restricted) {
      return current.tagged;
    }
    if (this.#readings?.of !== current.response) {
      this.#readings = {
        of: current.response,
        tagged: taggedJson(this.readings(current)),
      };
    }
    return this.#readings.tagged;
  }

  /** What the caller may see of some readings of one node. */
  readingsOf(nodeId: string, readings: Reading[]): Reading[] {
    if (!this.restricted) {
      return readings;
    }
    const part = this.#part;
    return part && this.hasNode(nodeId)
      ? readings.map(reading => visibleReading(reading, part))
      : [];
  }

  status(status: RefreshStatus): RefreshStatus {
    return this.restricted ? visibleStatus(status) : status;
  }
}
