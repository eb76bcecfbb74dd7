import { World } from '../../core';
import { RunningExample } from '../../running-example';
import { QueueWorker } from '../queue-worker';
import { WorkloadRegistry } from '../workload-registry';
import { analyticsWorker } from './analytics';
import { loyaltyWorker } from './loyalty';
import { mailbox } from './mailbox';
import { thumbnailFunction, videoTasks, videoUploads } from './media';
import { notificationsWorker } from './notifications';
import { monthlyOffers, offersWorker } from './offers';
import { Orders } from './orders';
import { paymentService } from './payment';
import {
  erpSystem,
  pageViews,
  recommendationsFunction,
  stockWorker,
} from './storefront';
import { Surge } from './surge';

/** All that runs in the shop, with what a test may count. */
export interface ShopWorkloads {
  registry: WorkloadRegistry;
  surge: Surge;
  orders: Orders;
  loyalty: QueueWorker;
}

const SEED = 'black-friday';

/**
 * Sets the consumers and producers of a deployed running example going.
 *
 * @param seed - the same seed makes the same orders, given the same clock
 */
export function runShopWorkloads(
  world: World,
  stack: RunningExample,
  seed: string = SEED,
): ShopWorkloads {
  const surge = new Surge(world.clock);
  const context = { stack, surge, seed };
  const orders = new Orders(context);
  const loyalty = loyaltyWorker(context);
  const registry = new WorkloadRegistry(world);
  // Consumers first: nothing must wait for one that comes a moment later.
  registry.run(paymentService(context));
  registry.run(loyalty);
  registry.run(notificationsWorker(context));
  registry.run(mailbox(context));
  registry.run(analyticsWorker(context));
  registry.run(offersWorker(context));
  registry.run(thumbnailFunction(context));
  registry.run(videoTasks(context));
  registry.run(recommendationsFunction(context));
  registry.run(stockWorker(context));
  registry.run(orders.statusWorker());
  registry.run(orders.producer());
  registry.run(orders.carrier());
  registry.run(videoUploads(context));
  registry.run(pageViews(context));
  registry.run(erpSystem(context));
  registry.run(monthlyOffers(context));
  return { registry, surge, orders, loyalty };
}
