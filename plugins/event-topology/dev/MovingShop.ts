import {
  ReadingHistoryResponse,
  ReadingsResponse,
  WatchResponse,
} from '@ecs-eda/plugin-event-topology-common';
import { aReading } from '../src/__fixtures__/build-topology';
import { Estate } from '../src/__fixtures__/estate';
import { FakeEventTopologyApi } from '../src/__fixtures__/FakeEventTopologyApi';
import { shopReadings, shopSnapshot } from '../src/__fixtures__/shop';

const WAVE_SECONDS = 60;

/** The running example without AWS: the loyalty queue fills and drains by the clock. */
export class MovingShop extends FakeEventTopologyApi {
  readonly #estate?: Estate;

  constructor(estate?: Estate) {
    super();
    this.#estate = estate;
    this.snapshot = shopSnapshot(
      estate && { ...estate, version: `estate-${estate.nodes.length}` },
    );
  }

  async getReadings(): Promise<ReadingsResponse> {
    this.readings = this.#readingsAt(Date.now());
    return super.getReadings();
  }

  async getReadingHistory(nodeId: string): Promise<ReadingHistoryResponse> {
    const now = Date.now();
    const moments = Array.from({ length: 120 }, (_, i) => now - i * 5000);
    return {
      nodeId,
      readings: moments
        .reverse()
        .flatMap(moment => this.#readingsAt(moment))
        .filter(reading => reading.nodeId === nodeId),
    };
  }

  async watch(): Promise<WatchResponse> {
    return { leaseSeconds: 30, frequencySeconds: 3 };
  }

  #readingsAt(moment: number) {
    const at = new Date(moment).toISOString();
    const wave = Math.sin((moment / 1000 / WAVE_SECONDS) * 2 * Math.PI);
    if (!this.#estate) {
      return shopReadings(at, Math.round(220 + 200 * wave));
    }
    return this.#estate.nodes.flatMap((node, index) =>
      node.kind === 'queue'
        ? [
            aReading(
              node,
              {
                visible:
                  node.attributes.deadLetterQueue && index % 97 !== 0
                    ? 0
                    : Math.round(Math.abs(wave * (index % 50))),
                inFlight: index % 7,
                delayed: 0,
              },
              at,
            ),
          ]
        : [],
    );
  }
}
