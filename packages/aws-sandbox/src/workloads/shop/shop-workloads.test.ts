import { ManualClock, MetricSeries } from '../../core';
import { deployRunningExample, RunningExample } from '../../running-example';
import { LOYALTY_CAPACITY } from '../../running-example/shop/loyalty-scaling';
import { Sandbox, startSandbox } from '../../server';
import { runningTasks } from '../../services/ecs/data-plane';
import { snsOutbox } from '../../services/sns/data-plane';
import { queueDepth } from '../../services/sqs/data-plane';
import { runShopWorkloads, ShopWorkloads } from './shop-workloads';

jest.setTimeout(240_000);

const SECOND = 1000;
const MINUTE = 60 * SECOND;

interface Shop {
  clock: ManualClock;
  sandbox: Sandbox;
  stack: RunningExample;
  workloads: ShopWorkloads;
}

const open: Sandbox[] = [];

async function openShop(seed?: string): Promise<Shop> {
  const clock = new ManualClock();
  const sandbox = await startSandbox({ port: 0, clock });
  open.push(sandbox);
  const stack = await deployRunningExample(sandbox.url);
  const workloads = runShopWorkloads(sandbox.world, stack, seed);
  return { clock, sandbox, stack, workloads };
}

afterEach(async () => {
  await Promise.all(open.splice(0).map(sandbox => sandbox.close()));
});

function allSeries({ sandbox, stack }: Shop): MetricSeries[] {
  return [stack.accountId, stack.partnersAccountId].flatMap(accountId =>
    sandbox.world.metrics.list({ accountId, region: stack.region }),
  );
}

function total(series: MetricSeries): number {
  return series.samples.reduce((sum, sample) => sum + sample.value, 0);
}

/** The sum of a metric over all resources whose name matches. */
function counted(shop: Shop, metricName: string, resource: RegExp): number {
  return allSeries(shop)
    .filter(
      series =>
        series.metricName === metricName &&
        Object.values(series.dimensions).some(value => resource.test(value)),
    )
    .reduce((sum, series) => sum + total(series), 0);
}

/** The newest value of a gauge of a resource whose name matches. */
function newest(shop: Shop, metricName: string, resource: RegExp): number {
  const series = allSeries(shop).find(
    one =>
      one.metricName === metricName &&
      Object.values(one.dimensions).some(value => resource.test(value)),
  );
  return series?.samples.at(-1)?.value ?? NaN;
}

/** E-mails to customers that went out lately. */
function mailed({ sandbox, stack }: Shop): number {
  return snsOutbox(sandbox.world, stack).filter(
    mail =>
      mail.protocol === 'email' &&
      mail.endpoint === 'customers@shop.example' &&
      mail.message.includes('is confirmed'),
  ).length;
}

describe('the shop at rest', () => {
  it('moves in every component, and nothing goes wrong', async () => {
    const shop = await openShop();
    await shop.clock.advance(4 * MINUTE);

    const sent = (queue: RegExp) =>
      counted(shop, 'NumberOfMessagesSent', queue);
    expect(sent(/^loyalty-orders$/)).toBeGreaterThan(100);
    expect(sent(/^order-status$/)).toBeGreaterThan(100);
    expect(sent(/^delivery-updates$/)).toBeGreaterThan(10);
    expect(sent(/^message-history$/)).toBeGreaterThan(100);
    expect(sent(/^analytics-orders$/)).toBeGreaterThan(100);
    expect(mailed(shop)).toBeGreaterThan(10);
    expect(
      counted(
        shop,
        'NumberOfNotificationsDelivered',
        /^customer-notifications$/,
      ),
    ).toBeGreaterThan(100);
    expect(
      counted(shop, 'ActivitiesSucceeded', /calculate-offer/),
    ).toBeGreaterThan(5);
    expect(
      counted(shop, 'ExecutionsSucceeded', /monthly-offers/),
    ).toBeGreaterThan(0);
    expect(counted(shop, 'ExecutionsSucceeded', /tier-offer/)).toBeGreaterThan(
      0,
    );
    expect(
      counted(shop, 'ExecutionsSucceeded', /publish-video/),
    ).toBeGreaterThan(0);
    expect(counted(shop, 'Invocations', /^thumbnail$/)).toBeGreaterThan(5);
    expect(counted(shop, 'Invocations', /^recommendations$/)).toBeGreaterThan(
      50,
    );
    expect(newest(shop, 'SumOffsetLag', /^page-views$/)).toBeLessThan(100);
    expect(newest(shop, 'BytesInPerSec', /^page-views$/)).toBeGreaterThan(0);
    expect(newest(shop, 'QueueSize', /^stock-changes$/)).toBeLessThan(10);
    expect(newest(shop, 'ConsumerCount', /^stock-changes$/)).toBe(2);
    expect(counted(shop, 'Invocations', /^fraud-check$/)).toBe(0);

    const wrong = allSeries(shop).filter(
      series =>
        /^(FailedInvocations|InvocationsSentToDlq|Errors|ExecutionsFailed|ExecutionsTimedOut|ActivitiesFailed|NumberOfNotificationsFailed)$/.test(
          series.metricName,
        ) && total(series) > 0,
    );
    expect(
      wrong.map(({ metricName, dimensions }) => [metricName, dimensions]),
    ).toEqual([]);
    expect(deadLetters(shop)).toEqual([]);
    expect(
      runningTasks(shop.sandbox.world, shop.stack.loyalty.service.arn),
    ).toHaveLength(LOYALTY_CAPACITY.minimum);
  });

  it('does the same for the same seed', async () => {
    const [first, again, other] = [
      await openShop('a'),
      await openShop('a'),
      await openShop('b'),
    ];
    const figures = async ({ clock, workloads }: Shop) => {
      await clock.advance(MINUTE);
      return [
        workloads.orders.published,
        workloads.orders.loyal,
        workloads.loyalty.handled,
      ];
    };
    const expected = await figures(first);
    expect(expected[0]).toBeGreaterThan(100);
    expect(await figures(again)).toEqual(expected);
    expect(await figures(other)).not.toEqual(expected);
  });
});

describe('Black Friday', () => {
  it('fills the queue, scales the service out, drains, scales in, and loses nothing', async () => {
    const shop = await openShop();
    const { clock, sandbox, stack, workloads } = shop;
    const depth = () => queueDepth(sandbox.world, stack.loyalty.queue.arn);
    const tasks = () =>
      runningTasks(sandbox.world, stack.loyalty.service.arn).length;
    const until = async (minutes: number, reached: () => boolean) => {
      const end = clock.now() + minutes * MINUTE;
      while (!reached() && clock.now() < end) {
        await clock.advance(SECOND);
      }
      return reached();
    };

    await clock.advance(MINUTE);
    expect(tasks()).toBe(LOYALTY_CAPACITY.minimum);
    workloads.surge.start({});

    expect(await until(2, () => depth().visible > 300)).toBe(true);
    expect(await until(2, () => tasks() === LOYALTY_CAPACITY.maximum)).toBe(
      true,
    );
    expect(await until(2, () => depth().visible === 0)).toBe(true);
    expect(await until(4, () => tasks() === LOYALTY_CAPACITY.minimum)).toBe(
      true,
    );
    await clock.advance(MINUTE);

    const { visible, inFlight, delayed } = depth();
    const deadLettered = queueDepth(
      sandbox.world,
      stack.loyalty.deadLetterQueue.arn,
    ).visible;
    expect(deadLettered).toBeGreaterThan(0);
    expect(deadLettered).toBeLessThan(5);
    expect(
      workloads.loyalty.handled + deadLettered + visible + inFlight + delayed,
    ).toBe(workloads.orders.loyal);
    expect(deadLetters(shop)).toEqual([['loyalty-orders-dlq', deadLettered]]);
  });
});

/** The dead-letter queues of both accounts that are not empty. */
function deadLetters({ sandbox, stack }: Shop): [string, number][] {
  const names = [
    'delivery-updates-dlq',
    'order-status-dlq',
    'payment-undelivered',
    'notifications-undelivered',
    'message-history-dlq',
    'loyalty-orders-dlq',
    'loyalty-undelivered',
    'offers-undelivered',
    'media-undelivered',
    'partners-undelivered',
  ].map(name => [stack.accountId, name]);
  return [...names, [stack.partnersAccountId, 'analytics-orders-dlq']]
    .map(([accountId, name]): [string, number] => [
      name,
      queueDepth(
        sandbox.world,
        `arn:aws:sqs:${stack.region}:${accountId}:${name}`,
      ).visible,
    ])
    .filter(([, visible]) => visible > 0);
}
