import { produceToTopic } from '../../services/kafka/data-plane';
import { setFunctionHandler } from '../../services/lambda/data-plane';
import { sendToBroker } from '../../services/mq/data-plane';
import { followBrokerQueue } from '../../services/mq/follow-broker-queue';
import { pause } from '../pause';
import { Producer } from '../producer';
import { Random } from '../random';
import { TaskPool } from '../task-pool';
import { Workload } from '../workload';
import { ShopContext } from './shop-context';

const VIEWS_PER_SECOND = 12;
/** Who orders has looked at some pages before. */
const VIEWS_PER_ORDER = 8;
const STOCK_CHANGES_PER_SECOND = 0.4;
const STOCK_CHANGE_MILLISECONDS = 800;

/** The storefront, writing down what customers look at; in a surge they look at much more. */
export function pageViews({ stack, surge, seed }: ShopContext): Producer {
  const random = new Random(`${seed}/page-views`);
  return new Producer('storefront: page views', {
    serviceArn: stack.storefront.service.arn,
    seed,
    perSecond: () =>
      VIEWS_PER_SECOND + surge.extraOrdersPerSecond() * VIEWS_PER_ORDER,
    produce: (count, world) =>
      produceToTopic(
        world,
        stack.storefront.pageViewsArn,
        Array.from({ length: count }, () => {
          const customer = `c-${Math.floor(random.between(1000, 9999))}`;
          return {
            key: customer,
            value: JSON.stringify({
              customer,
              page: `/products/${Math.floor(random.between(1, 400))}`,
              at: new Date(world.clock.now()).toISOString(),
            }),
          };
        }),
      ),
  });
}

/** The function that learns from page views. */
export function recommendationsFunction({
  stack,
  seed,
}: ShopContext): Workload {
  const random = new Random(`${seed}/recommendations`);
  return {
    name: 'storefront: recommendations',
    start: world =>
      setFunctionHandler(
        world,
        stack.storefront.recommendationsArn,
        async () => {
          await pause(world.clock, random.between(200, 900));
        },
      ),
  };
}

/** The ERP system on the shop's own premises, reporting what comes and goes. */
export function erpSystem({ stack, seed }: ShopContext): Producer {
  const random = new Random(`${seed}/stock`);
  const { arn: brokerArn, queue } = stack.storefront.broker;
  return new Producer('storefront: the ERP reports stock', {
    seed,
    perSecond: () => STOCK_CHANGES_PER_SECOND,
    produce: (count, world) => {
      for (let i = 0; i < count; i++) {
        sendToBroker(
          world,
          { brokerArn, queue },
          JSON.stringify({
            product: Math.floor(random.between(1, 400)),
            change: Math.floor(random.between(-5, 20)),
          }),
        );
      }
    },
  });
}

/** The storefront's tasks, taking the ERP's reports one by one. */
export function stockWorker({ stack }: ShopContext): Workload {
  const { arn: brokerArn, queue } = stack.storefront.broker;
  return {
    name: 'storefront: stock changes',
    start: world =>
      new TaskPool(stack.storefront.service.arn, ({ stopping }) =>
        followBrokerQueue(
          world,
          {
            address: { brokerArn, queue },
            batchSize: 1,
            handle: () => pause(world.clock, STOCK_CHANGE_MILLISECONDS),
            // A broker that is gone for a while is tried again: a task has nobody to tell.
            onProblem: () => undefined,
          },
          stopping,
        ),
      ).start(world),
  };
}
