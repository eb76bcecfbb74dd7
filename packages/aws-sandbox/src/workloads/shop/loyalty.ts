import { LOYALTY_PROCESSING_SECONDS } from '../../running-example/shop/loyalty-scaling';
import { QueueWorker } from '../queue-worker';
import { UNREADABLE_CARD } from './orders';
import { Customer, publishToShop, ShopContext } from './shop-context';

/** One order in so many lifts its customer into another tier. */
const TIER_CHANGES_EVERY = 30;

/** The loyalty service: the slow provider of points sets its pace. */
export function loyaltyWorker(context: ShopContext): QueueWorker {
  const { stack, seed } = context;
  let points = 0;
  return new QueueWorker('loyalty: points', {
    serviceArn: stack.loyalty.service.arn,
    queueArn: stack.loyalty.queue.arn,
    batchSize: 5,
    processingMilliseconds: LOYALTY_PROCESSING_SECONDS * 1000,
    seed,
    handle: (message, world) => {
      const { detail } = JSON.parse(message.body) as {
        detail: { customer: Customer };
      };
      const { customer } = detail;
      if (customer.loyaltyCard === UNREADABLE_CARD) {
        throw new Error('The points provider cannot read this card');
      }
      points += 1;
      if (points % TIER_CHANGES_EVERY === 0) {
        publishToShop(world, context, [
          {
            source: 'shop.loyalty',
            detailType: 'LoyaltyTierChanged',
            detail: { customer, tier: 'gold' },
          },
        ]);
      }
    },
  });
}
