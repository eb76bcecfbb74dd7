import type {
  GetMetricDataInput,
  GetMetricDataOutput,
  MetricDataResult,
} from '@aws-sdk/client-cloudwatch';
import { AwsError, Operation, paginate } from '../../../core';
import { evaluateMetricQuery } from '../metric-query';

const MAXIMUM_QUERIES = 500;
const MAXIMUM_DATAPOINTS = 100_800;

/** Metrics and expressions; pages hold so many datapoints, over all results. */
export const getMetricData: Operation<
  GetMetricDataInput,
  GetMetricDataOutput
> = (input, context) => {
  const queries = input.MetricDataQueries ?? [];
  if (queries.length > MAXIMUM_QUERIES) {
    throw new AwsError(
      'ValidationError',
      `The collection MetricDataQueries must not have a size greater than ${MAXIMUM_QUERIES}.`,
    );
  }
  if (!input.StartTime || !input.EndTime) {
    throw new AwsError('ValidationError', 'StartTime and EndTime are required');
  }
  const results = evaluateMetricQuery(context.world, context, queries, {
    startTime: input.StartTime,
    endTime: input.EndTime,
  }).map(result => ({
    ...result,
    datapoints:
      input.ScanBy === 'TimestampAscending'
        ? result.datapoints
        : [...result.datapoints].reverse(),
  }));
  if (queries.every(query => query.ReturnData === false)) {
    throw new AwsError(
      'ValidationError',
      'At least one of the elements of MetricDataQueries must return data',
    );
  }
  // A result without datapoints takes one place, so that it is told once.
  const places = results.flatMap((result, index) =>
    Array.from(
      { length: Math.max(1, result.datapoints.length) },
      (_, point) => ({
        index,
        point,
      }),
    ),
  );
  const page = paginate(
    places,
    ({ index, point }) => `${padded(index)}/${padded(point)}`,
    {
      asked: input.MaxDatapoints,
      maximum: MAXIMUM_DATAPOINTS,
      token: input.NextToken,
    },
  );
  return {
    MetricDataResults: pageResults(results, page.items),
    NextToken: page.nextToken,
    Messages: [],
  };
};

function pageResults(
  results: ReturnType<typeof evaluateMetricQuery>,
  places: { index: number; point: number }[],
): MetricDataResult[] {
  const paged: MetricDataResult[] = [];
  let from = 0;
  while (from < places.length) {
    const { index, point } = places[from];
    let to = from;
    while (places[to]?.index === index) {
      to += 1;
    }
    const { id, label, datapoints } = results[index];
    const slice = datapoints.slice(point, point + to - from);
    paged.push({
      Id: id,
      Label: label,
      Timestamps: slice.map(({ at }) => new Date(at)),
      Values: slice.map(({ value }) => value),
      StatusCode:
        point + slice.length < datapoints.length ? 'PartialData' : 'Complete',
    });
    from = to;
  }
  return paged;
}

/** Keys of a page are compared as texts. */
function padded(value: number): string {
  return String(value).padStart(9, '0');
}
