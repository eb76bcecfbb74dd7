import {
  Reading,
  ReadingProblem,
  TopologyEdge,
  TopologyNode,
} from '@ecs-eda/plugin-event-topology-common';
import {
  ReadingsOptions,
  ReadingsResult,
  ReadingsSource,
} from '@ecs-eda/plugin-event-topology-node';

/** A source that counts how often each queue was read, and says that as its depth. */
export class FakeReadingsSource implements ReadingsSource {
  readonly id: string;
  /** Node ids of each read, by mode. */
  readonly asked: Record<ReadingsOptions['mode'], string[][]> = {
    map: [],
    watched: [],
  };
  problems: ReadingProblem[] = [];
  error: Error | undefined;
  /** Set to hold reads up until it resolves. */
  gate: Promise<void> | undefined;
  readonly #now: () => number;

  constructor(options: { now: () => number; id?: string }) {
    this.#now = options.now;
    this.id = options.id ?? 'fake-readings';
  }

  async read(
    nodes: TopologyNode[],
    _edges: TopologyEdge[],
    { mode, signal }: ReadingsOptions,
  ): Promise<ReadingsResult> {
    const queues = nodes.filter(({ kind }) => kind === 'queue');
    this.asked[mode].push(queues.map(({ id }) => id));
    if (this.gate) {
      await Promise.race([
        this.gate,
        new Promise<void>((_, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason));
        }),
      ]);
    }
    if (this.error) {
      throw this.error;
    }
    const at = new Date(this.#now()).toISOString();
    const visible = this.asked.map.length + this.asked.watched.length;
    return {
      readings: queues.map(
        (node): Reading => ({
          nodeId: node.id,
          kind: 'queue',
          at,
          source:
            mode === 'map'
              ? 'cloudwatch:GetMetricData'
              : 'sqs:GetQueueAttributes',
          figures: { visible, inFlight: 0, delayed: 0 },
        }),
      ),
      problems: this.problems,
      callsByOperation: {},
    };
  }
}
