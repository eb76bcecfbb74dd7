import { QueueWorker } from '../queue-worker';
import { Customer, publishFrom, ShopContext } from './shop-context';

/** One order in so many moves its customer into another segment. */
const SEGMENT_CHANGES_EVERY = 80;

/** The partners' service: counts orders and reports segments to the shop's bus. */
export function analyticsWorker({ stack, seed }: ShopContext): QueueWorker {
  const partners = {
    accountId: stack.partnersAccountId,
    region: stack.region,
  };
  let orders = 0;
  return new QueueWorker('analytics: segments', {
    serviceArn: stack.analytics.service.arn,
    queueArn: stack.analytics.queue.arn,
    batchSize: 10,
    processingMilliseconds: 15,
    seed,
    handle: (message, world) => {
      const { detail } = JSON.parse(message.body) as {
        detail: { customer: Customer };
      };
      orders += 1;
      if (orders % SEGMENT_CHANGES_EVERY === 0) {
        publishFrom(world, partners, stack.shop.bus.arn, [
          {
            source: 'partners.analytics',
            detailType: 'CustomerSegmentUpdated',
            detail: { customer: detail.customer, segment: 'frequent' },
          },
        ]);
      }
    },
  });
}
