import {
  CONSUMER_LAG_PREFIX,
  Reading,
  StreamConsumer,
  StreamFigures,
  TopologyNode,
} from '@ecs-eda/plugin-event-topology-common';
import { brokerFigures, topicFigures } from './broker-metrics';
import { Datapoint, MetricWindow, newest, perMinute } from './metric-window';

export const METRIC_SOURCE = 'cloudwatch:GetMetricData';

/**
 * A node's reading from its metrics. A queue whose gauges have no values has
 * no reading: that nobody measured is not the same as empty.
 *
 * @param datapoints - of a figure of `metricQueries`
 */
export function metricReading(
  node: TopologyNode,
  datapoints: (figure: string) => Datapoint[],
  window: MetricWindow,
): Reading | undefined {
  const rate = (figure: string) => perMinute(datapoints(figure), window);
  // CloudWatch has ages in milliseconds. No value means that nobody read.
  const age = (figure: string) => {
    const found = newest(datapoints(figure), window);
    return found && found.value / 1_000;
  };
  const latest = (figure: string) => newest(datapoints(figure), window)?.value;
  const common = {
    nodeId: node.id,
    at: new Date(window.end).toISOString(),
    source: METRIC_SOURCE,
  };
  switch (node.kind) {
    case 'queue': {
      const gauge = (figure: string) => newest(datapoints(figure), window);
      const [visible, inFlight, delayed] = [
        gauge('visible'),
        gauge('inFlight'),
        gauge('delayed'),
      ];
      if (!visible || !inFlight || !delayed) {
        return undefined;
      }
      const oldestAge = gauge('oldestAgeSeconds');
      return {
        ...common,
        kind: 'queue',
        at: new Date(visible.at).toISOString(),
        figures: {
          visible: visible.value,
          inFlight: inFlight.value,
          delayed: delayed.value,
          ...(oldestAge && { oldestAgeSeconds: oldestAge.value }),
        },
      };
    }
    case 'rule':
      return {
        ...common,
        kind: 'rule',
        figures: {
          invocationsPerMinute: rate('invocations'),
          failedPerMinute: rate('failed'),
        },
      };
    case 'topic':
      return {
        ...common,
        kind: 'topic',
        figures: {
          publishedPerMinute: rate('published'),
          deliveredPerMinute: rate('delivered'),
          failedPerMinute: rate('failed'),
        },
      };
    case 'state-machine':
      return {
        ...common,
        kind: 'state-machine',
        figures: {
          startedPerMinute: rate('started'),
          succeededPerMinute: rate('succeeded'),
          failedPerMinute: rate('failed'),
          timedOutPerMinute: rate('timedOut'),
        },
      };
    case 'activity':
      return {
        ...common,
        kind: 'activity',
        figures: {
          scheduledPerMinute: rate('scheduled'),
          startedPerMinute: rate('started'),
          succeededPerMinute: rate('succeeded'),
          failedPerMinute: rate('failed'),
          heartbeatTimedOutPerMinute: rate('heartbeatTimedOut'),
        },
      };
    case 'function': {
      const iteratorAgeSeconds = age('iteratorAge');
      return {
        ...common,
        kind: 'function',
        figures: {
          invocationsPerMinute: rate('invocations'),
          errorsPerMinute: rate('errors'),
          ...(iteratorAgeSeconds !== undefined && { iteratorAgeSeconds }),
        },
      };
    }
    case 'stream': {
      const iteratorAgeSeconds = age('iteratorAge');
      return {
        ...common,
        kind: 'stream',
        figures: {
          incomingRecordsPerMinute: rate('incoming'),
          throttledRecordsPerMinute: rate('throttled'),
          ...(iteratorAgeSeconds !== undefined && { iteratorAgeSeconds }),
          ...consumerLags(node.attributes.consumers ?? [], age),
        },
      };
    }
    case 'kafka-topic': {
      const figures = topicFigures(node, latest);
      return figures && { ...common, kind: 'kafka-topic', figures };
    }
    case 'broker': {
      const figures = brokerFigures(node, latest);
      return figures && { ...common, kind: 'broker', figures };
    }
    default:
      return undefined;
  }
}

/** A consumer that nobody reads through has no lag. */
function consumerLags(
  consumers: StreamConsumer[],
  age: (figure: string) => number | undefined,
): Pick<StreamFigures, `${typeof CONSUMER_LAG_PREFIX}${string}`> {
  const lags: Pick<StreamFigures, `${typeof CONSUMER_LAG_PREFIX}${string}`> =
    {};
  for (const { name } of consumers) {
    const figure: `${typeof CONSUMER_LAG_PREFIX}${string}` = `${CONSUMER_LAG_PREFIX}${name}`;
    const seconds = age(figure);
    if (seconds !== undefined) {
      lags[figure] = seconds;
    }
  }
  return lags;
}
