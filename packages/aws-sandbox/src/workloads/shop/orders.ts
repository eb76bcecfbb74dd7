import { World } from '../../core';
import { sendToQueue } from '../../services/sqs/data-plane';
import { Producer } from '../producer';
import { QueueWorker } from '../queue-worker';
import { Random } from '../random';
import { publishToShop, ShopContext, ShopEvent } from './shop-context';

/** A card number that the points provider cannot read; see `Orders`. */
export const UNREADABLE_CARD = 'unreadable';

const USUAL_PER_SECOND = 2.5;
const TIDE_MILLISECONDS = 90_000;
const NEWSLETTER_EVERY_MILLISECONDS = 20_000;
const NEWSLETTER_LASTS_MILLISECONDS = 3000;
const NEWSLETTER_PER_SECOND = 6;
const LOYAL_SHARE = 0.8;
const SMS_SHARE = 0.4;

/** In a surge, one order in so many comes with a damaged card. */
const DAMAGED_EVERY = 1000;
const FIRST_DAMAGED = 300;

/**
 * The customers' orders. At rest a few come in each second, with a tide and a
 * little wave after each newsletter; in a surge many more do, and now and then
 * one that nobody can handle, because stress is when things break.
 */
export class Orders {
  readonly #context: ShopContext;
  readonly #random: Random;
  #count = 0;
  #surgeCount = 0;
  #loyal = 0;
  #lastOrderIds: string[] = [];

  constructor(context: ShopContext) {
    this.#context = context;
    this.#random = new Random(`${context.seed}/orders`);
  }

  /** Orders published so far. */
  get published(): number {
    return this.#count;
  }

  /** Those of them that earn points. */
  get loyal(): number {
    return this.#loyal;
  }

  /** The order service, publishing `OrderCreated`. */
  producer(): Producer {
    const { stack, surge, seed } = this.#context;
    return new Producer('order: customers order', {
      serviceArn: stack.order.service.arn,
      seed,
      perSecond: now => usualPerSecond(now) + surge.extraOrdersPerSecond(),
      produce: (count, world) =>
        publishToShop(
          world,
          this.#context,
          Array.from({ length: count }, () => this.#orderCreated()),
        ),
    });
  }

  /** The order service, following its orders. */
  statusWorker(): QueueWorker {
    const { stack, seed } = this.#context;
    return new QueueWorker('order: status', {
      serviceArn: stack.order.service.arn,
      queueArn: stack.order.orderStatus.arn,
      batchSize: 10,
      processingMilliseconds: 25,
      seed,
      handle: () => {},
    });
  }

  /** The carrier, who reports on deliveries and that it lives. */
  carrier(): Producer {
    const { stack, seed } = this.#context;
    return new Producer('order: carrier reports', {
      seed,
      perSecond: () => 0.5,
      produce: (count, world) => {
        for (let i = 0; i < count; i++) {
          sendToQueue(world, stack.order.deliveryUpdates.arn, {
            body: JSON.stringify(this.#deliveryUpdate(world)),
          });
        }
      },
    });
  }

  #orderCreated(): ShopEvent {
    this.#count += 1;
    const customer = {
      id: `c-${Math.floor(this.#random.between(1000, 9999))}`,
      channel: this.#random.chance(SMS_SHARE) ? 'sms' : 'email',
      ...this.#loyaltyCard(),
    };
    const orderId = `o-${String(this.#count).padStart(7, '0')}`;
    this.#lastOrderIds = [orderId, ...this.#lastOrderIds].slice(0, 50);
    return {
      source: 'shop.order',
      detailType: 'OrderCreated',
      detail: {
        orderId,
        customer,
        total: Math.round(this.#random.between(500, 40_000)) / 100,
        currency: 'EUR',
      },
    };
  }

  #loyaltyCard(): { loyaltyCard?: string } {
    if (!this.#random.chance(LOYAL_SHARE)) {
      return {};
    }
    this.#loyal += 1;
    if (this.#context.surge.isActive()) {
      this.#surgeCount += 1;
      if (this.#surgeCount % DAMAGED_EVERY === FIRST_DAMAGED) {
        return { loyaltyCard: UNREADABLE_CARD };
      }
    }
    return { loyaltyCard: `L${Math.floor(this.#random.between(1e7, 1e8))}` };
  }

  #deliveryUpdate(world: World): Record<string, string> {
    const at = new Date(world.clock.now()).toISOString();
    const orderId =
      this.#lastOrderIds[
        Math.floor(this.#random.between(0, this.#lastOrderIds.length))
      ];
    if (orderId === undefined || this.#random.chance(0.1)) {
      return { heartbeat: at };
    }
    const status = this.#random.chance(0.5) ? 'SHIPPED' : 'DELIVERED';
    return { orderId, status, at };
  }
}

function usualPerSecond(now: number): number {
  const tide = 1 + 0.2 * Math.sin((2 * Math.PI * now) / TIDE_MILLISECONDS);
  const newsletter =
    now % NEWSLETTER_EVERY_MILLISECONDS < NEWSLETTER_LASTS_MILLISECONDS
      ? NEWSLETTER_PER_SECOND
      : 0;
  return USUAL_PER_SECOND * tide + newsletter;
}
