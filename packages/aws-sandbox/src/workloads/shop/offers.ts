import { World } from '../../core';
import { startExecution } from '../../services/states/data-plane';
import { ActivityWorker } from '../activity-worker';
import { Random } from '../random';
import { Workload } from '../workload';
import { ShopContext, shopScope } from './shop-context';

const MONTH_MILLISECONDS = 150_000;
const SEGMENTS = 12;

/** The workers on Spot that calculate offers. */
export function offersWorker({ stack, seed }: ShopContext): ActivityWorker {
  const random = new Random(`${seed}/offers`);
  return new ActivityWorker('offers: calculations', {
    serviceArn: stack.offers.service.arn,
    activityArn: stack.offers.activityArn,
    pollers: 2,
    workMilliseconds: 3000,
    seed,
    calculate: input => ({
      customer: customerOf(input) ?? {
        id: `c-${Math.floor(random.between(1000, 9999))}`,
        channel: 'email',
      },
      discountPercent: 5 * Math.round(random.between(1, 5)),
    }),
  });
}

function customerOf(input: unknown): unknown {
  return typeof input === 'object' && input !== null && 'customer' in input
    ? input.customer
    : undefined;
}

/** The month of the demonstration is two and a half minutes long. */
export function monthlyOffers(context: ShopContext): Workload {
  return {
    name: 'offers: the first of the month',
    start: (world: World) => {
      world.clock.every(MONTH_MILLISECONDS, () => {
        startExecution(world, shopScope(context), {
          stateMachineArn: context.stack.offers.monthlyOffersArn,
          input: JSON.stringify({ segments: SEGMENTS }),
        });
      });
    },
  };
}
