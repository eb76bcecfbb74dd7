import {
  Reading,
  TopologyEdge,
  TopologyNode,
  parseArn,
} from '@ecs-eda/plugin-event-topology-common';
import {
  ReadingsOptions,
  ReadingsResult,
  ReadingsSource,
} from '@ecs-eda/plugin-event-topology-node';
import { AwsCalls } from '../calls/aws-calls';
import { CallCounter } from '../calls/call-counter';
import { AwsAccountConfig } from '../config/aws-config';
import { AwsSource } from '../sources/aws-source';
import { cloudwatchSource } from '../sources/cloudwatch';
import { ecsSource } from '../sources/ecs';
import { sqsSource } from '../sources/sqs';
import { withBacklog } from './backlog';
import { clusterReadings } from './cluster-traffic';
import { readMetrics } from './read-metrics';
import { readQueues } from './read-queues';
import { readServices } from './read-services';
import { ReadFigures, ReadingScope } from './reading-scope';
import { RecentQueues } from './recent-queues';

/** Services whose streams Lambda measures an iterator age for. */
const STREAMS = new Set(['kinesis', 'dynamodb']);

/** The nodes of one account and region. */
interface Group {
  accountId: string;
  region: string;
  nodes: TopologyNode[];
}

/**
 * Reads figures. The whole map: metrics from CloudWatch, 500 a call, and task
 * counts from ECS, 10 services a call. Nodes that somebody looks at: queues
 * from SQS and services from ECS, as they are now.
 */
export class AwsReadingsSource implements ReadingsSource {
  readonly id = 'aws';
  readonly #calls: AwsCalls;
  readonly #accounts: AwsAccountConfig[];
  readonly #metricsMilliseconds: number;
  readonly #now: () => number;
  readonly #recentQueues = new RecentQueues();

  /** What CloudWatch answered last, by account and region. */
  readonly #metrics = new Map<string, { at: number; figures: ReadFigures }>();

  constructor(options: {
    calls: AwsCalls;
    accounts: AwsAccountConfig[];
    /** How old CloudWatch's answer may get before it is asked again. */
    metricsMilliseconds: number;
    now?: () => number;
  }) {
    this.#calls = options.calls;
    this.#accounts = options.accounts;
    this.#metricsMilliseconds = options.metricsMilliseconds;
    this.#now = options.now ?? Date.now;
  }

  async read(
    nodes: TopologyNode[],
    edges: TopologyEdge[],
    options: ReadingsOptions,
  ): Promise<ReadingsResult> {
    const counter = new CallCounter();
    const now = this.#now();
    const streamReaders = streamReadersOf(edges);
    const figures = await Promise.all(
      this.#groups(nodes).flatMap(group => {
        const run = { signal: options.signal, counter };
        const services = readServices(
          this.#scope(group, ecsSource, run),
          group.nodes.filter(node => node.kind === 'ecs-service'),
          now,
        );
        return options.mode === 'map'
          ? [this.#readMetrics(group, streamReaders, run, now), services]
          : [
              readQueues(
                this.#scope(group, sqsSource, run),
                group.nodes.filter(node => node.kind === 'queue'),
                now,
              ),
              services,
            ];
      }),
    );

    const read = figures.flatMap(one => one.readings);
    const readings = [...read, ...clusterReadings(read, nodes)];
    this.#recentQueues.remember(readings, now);
    return {
      readings: this.#complete(readings, nodes, edges),
      problems: figures.flatMap(one => one.problems),
      callsByOperation: counter.byOperation(),
    };
  }

  /** CloudWatch has a new value once a minute and charges for each: in between, its last answer stands. */
  async #readMetrics(
    group: Group,
    streamReaders: ReadonlySet<string>,
    run: { signal: AbortSignal; counter: CallCounter },
    now: number,
  ): Promise<ReadFigures> {
    const key = `${group.accountId}/${group.region}`;
    const last = this.#metrics.get(key);
    // Clocks that tick alike must not miss each other by a hair.
    if (last && now - last.at < this.#metricsMilliseconds * 0.9) {
      const ids = new Set(group.nodes.map(node => node.id));
      return {
        readings: last.figures.readings.filter(one => ids.has(one.nodeId)),
        problems: last.figures.problems,
      };
    }
    const figures = await readMetrics(
      this.#scope(group, cloudwatchSource, run),
      group.nodes,
      streamReaders,
      now,
    );
    if (!run.signal.aborted) {
      this.#metrics.set(key, { at: now, figures });
    }
    return figures;
  }

  #complete(
    readings: Reading[],
    nodes: TopologyNode[],
    edges: TopologyEdge[],
  ): Reading[] {
    const services = new Map(
      nodes
        .filter(node => node.kind === 'ecs-service')
        .map(node => [node.id, node]),
    );
    const polled = new Map<string, TopologyEdge[]>();
    for (const edge of edges) {
      if (edge.kind === 'polls' && services.has(edge.to)) {
        polled.set(edge.to, [...(polled.get(edge.to) ?? []), edge]);
      }
    }
    return readings.map(reading => {
      if (reading.kind === 'queue') {
        return this.#recentQueues.withAge(reading);
      }
      const service = services.get(reading.nodeId);
      return reading.kind === 'ecs-service' && service
        ? withBacklog(reading, service, polled.get(service.id) ?? [], queueId =>
            this.#recentQueues.visible(queueId),
          )
        : reading;
    });
  }

  #groups(nodes: TopologyNode[]): Group[] {
    const groups = new Map<string, Group>();
    for (const node of nodes) {
      const { accountId, region } = node;
      const configured = this.#accounts.some(
        one => one.accountId === accountId && one.regions.includes(region),
      );
      if (!configured) {
        continue;
      }
      const key = `${accountId}/${region}`;
      const group = groups.get(key) ?? { accountId, region, nodes: [] };
      group.nodes.push(node);
      groups.set(key, group);
    }
    return [...groups.values()];
  }

  #scope(
    group: Group,
    source: AwsSource,
    run: { signal: AbortSignal; counter: CallCounter },
  ): ReadingScope {
    const scope = {
      accountId: group.accountId,
      region: group.region,
      service: source.service,
    };
    return {
      scope,
      signal: run.signal,
      send: this.#calls.sender(
        scope,
        config => source.createClient(config),
        run,
      ),
    };
  }
}

/** What gets records of a stream, by id. */
function streamReadersOf(edges: TopologyEdge[]): Set<string> {
  return new Set(
    edges
      .filter(
        edge =>
          edge.kind === 'polls' &&
          STREAMS.has(parseArn(edge.from)?.service ?? ''),
      )
      .map(edge => edge.to),
  );
}
