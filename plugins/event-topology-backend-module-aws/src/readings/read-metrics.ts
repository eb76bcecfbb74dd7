import {
  GetMetricDataCommand,
  MetricDataQuery,
} from '@aws-sdk/client-cloudwatch';
import { Reading, TopologyNode } from '@ecs-eda/plugin-event-topology-common';
import { AwsCallError } from '../calls/aws-call-error';
import { pages } from '../calls/pages';
import { MetricQuery, metricQueries } from './metric-query';
import { metricReading } from './metric-reading';
import {
  Datapoint,
  MetricWindow,
  PERIOD_SECONDS,
  metricWindow,
} from './metric-window';
import { ReadFigures, ReadingScope, readParts } from './reading-scope';

/** The most that `GetMetricData` takes. */
const QUERIES_PER_CALL = 500;

interface Batch {
  nodes: { node: TopologyNode; queries: MetricQuery[] }[];
  size: number;
}

/**
 * The figures of nodes from CloudWatch, 500 metrics a call.
 *
 * @param streamReaders - ids of the functions that get records of a stream
 */
export async function readMetrics(
  scope: ReadingScope,
  nodes: TopologyNode[],
  streamReaders: ReadonlySet<string>,
  now: number,
): Promise<ReadFigures> {
  const window = metricWindow(now);
  return readParts(
    scope,
    batches(nodes, streamReaders),
    batch => batch.nodes.map(one => one.node),
    batch => readBatch(scope, batch, window),
  );
}

/** Keeps the metrics of a node together, so that a call's failure costs whole nodes. */
function batches(
  nodes: TopologyNode[],
  streamReaders: ReadonlySet<string>,
): Batch[] {
  const all: Batch[] = [];
  for (const node of nodes) {
    const queries = metricQueries(node, streamReaders.has(node.id));
    if (queries.length === 0) {
      continue;
    }
    let batch = all[all.length - 1];
    if (!batch || batch.size + queries.length > QUERIES_PER_CALL) {
      batch = { nodes: [], size: 0 };
      all.push(batch);
    }
    batch.nodes.push({ node, queries });
    batch.size += queries.length;
  }
  return all;
}

async function readBatch(
  { send }: ReadingScope,
  batch: Batch,
  window: MetricWindow,
): Promise<Reading[]> {
  const queries: MetricDataQuery[] = [];
  const idOf = new Map<string, string>();
  for (const { node, queries: ofNode } of batch.nodes) {
    for (const query of ofNode) {
      const id = `m${queries.length}`;
      idOf.set(`${node.id}|${query.figure}`, id);
      queries.push(metricDataQuery(id, query));
    }
  }

  const datapoints = new Map<string, Datapoint[]>();
  let repeated = false;
  const answers = pages(
    token =>
      send(
        new GetMetricDataCommand({
          MetricDataQueries: queries,
          StartTime: new Date(window.start),
          EndTime: new Date(window.end),
          ScanBy: 'TimestampDescending',
          NextToken: token,
        }),
      ),
    page => page.NextToken,
    () => {
      repeated = true;
    },
  );
  for await (const page of answers) {
    for (const result of page.MetricDataResults ?? []) {
      if (result.StatusCode === 'Forbidden') {
        throw forbidden();
      }
      const known = datapoints.get(result.Id ?? '') ?? [];
      (result.Timestamps ?? []).forEach((timestamp, index) =>
        known.push({
          at: timestamp.getTime(),
          value: result.Values?.[index] ?? 0,
        }),
      );
      datapoints.set(result.Id ?? '', known);
    }
  }
  if (repeated) {
    throw endless();
  }
  return batch.nodes.flatMap(
    ({ node }) =>
      metricReading(
        node,
        figure => datapoints.get(idOf.get(`${node.id}|${figure}`) ?? '') ?? [],
        window,
      ) ?? [],
  );
}

function metricDataQuery(id: string, query: MetricQuery): MetricDataQuery {
  return {
    Id: id,
    MetricStat: {
      Metric: {
        Namespace: query.namespace,
        MetricName: query.metricName,
        Dimensions: Object.entries(query.dimensions).map(([Name, Value]) => ({
          Name,
          Value,
        })),
      },
      Period: PERIOD_SECONDS,
      Stat: query.statistic,
    },
  };
}

function forbidden() {
  return new AwsCallError({
    kind: 'denied',
    code: 'Forbidden',
    message: 'CloudWatch does not let this role see some of the metrics.',
    operation: 'cloudwatch:GetMetricData',
    remedy:
      'Allow the IAM action cloudwatch:GetMetricData (statement ReadFigures of the read-only policy) without conditions for the role that the account is read with.',
  });
}

function endless() {
  return new AwsCallError({
    kind: 'unusable-answer',
    code: 'RepeatedPageToken',
    message:
      'The endpoint answered with a page token that it had given before.',
    operation: 'cloudwatch:GetMetricData',
    remedy:
      'The endpoint does not page as AWS does. Check `eventTopology.aws.endpoint`; AWS itself never does this.',
  });
}
