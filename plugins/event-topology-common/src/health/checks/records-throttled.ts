import { figuresCheck } from '../health-check';
import { quantity } from '../quantity';

export const recordsThrottled = figuresCheck(
  'records-throttled',
  'stream',
  ({ throttledRecordsPerMinute }, node) =>
    throttledRecordsPerMinute > 0
      ? {
          severity: 'warning',
          title: 'Stream refuses records',
          explanation: `${quantity(
            throttledRecordsPerMinute,
            'record',
          )} a minute were refused, because a shard takes 1,000 records and 1 MB a second. A producer that does not try again loses them.`,
          remedy:
            node.attributes.streamMode === 'ON_DEMAND'
              ? 'Check that partition keys spread over the shards. An on-demand stream grows to twice its peak of the last 30 days; a sharper rise needs a pause, or provisioned shards.'
              : 'Check that partition keys spread over the shards; when they do, add shards or change the stream to on-demand.',
        }
      : undefined,
);
