import { ManualClock } from './clock';
import { MetricStore } from './metrics';

const SCOPE = { accountId: '111111111111', region: 'eu-west-1' };
const SENT = {
  namespace: 'AWS/SQS',
  metricName: 'NumberOfMessagesSent',
  dimensions: { QueueName: 'loyalty' },
};
const HOUR = 3_600_000;

function setUp() {
  const clock = new ManualClock(0);
  return { clock, store: new MetricStore(clock) };
}

it('tells series apart by scope, name and dimensions', () => {
  const { store } = setUp();
  store.add(SCOPE, SENT, 1);
  store.add({ ...SCOPE, region: 'us-east-1' }, SENT, 2);
  store.add(SCOPE, { ...SENT, dimensions: { QueueName: 'payment' } }, 3);
  expect(store.find(SCOPE, SENT)?.samples).toEqual([{ at: 0, value: 1 }]);
  expect(store.list(SCOPE)).toHaveLength(2);
});

it('finds a series whatever the order of its dimensions', () => {
  const { store } = setUp();
  const dimensions = { ClusterName: 'shop', ServiceName: 'loyalty' };
  store.add(SCOPE, { ...SENT, dimensions }, 1);
  expect(
    store.find(SCOPE, {
      ...SENT,
      dimensions: { ServiceName: 'loyalty', ClusterName: 'shop' },
    })?.samples,
  ).toHaveLength(1);
});

it('folds counts of the same second, gauges not', async () => {
  const { clock, store } = setUp();
  store.count(SCOPE, SENT);
  store.count(SCOPE, SENT, 2);
  await clock.advance(1_000);
  store.count(SCOPE, SENT);
  expect(store.find(SCOPE, SENT)?.samples).toEqual([
    { at: 0, value: 3 },
    { at: 1_000, value: 1 },
  ]);
  const gauge = { ...SENT, metricName: 'Visible' };
  store.add(SCOPE, gauge, 4);
  store.add(SCOPE, gauge, 5);
  expect(store.find(SCOPE, gauge)?.samples).toHaveLength(2);
});

it('puts a value of another time in its place', async () => {
  const { clock, store } = setUp();
  await clock.advance(4 * HOUR);
  const now = clock.now();
  for (const at of [now, now - 2_000, now - 1_000, now - 4 * HOUR]) {
    store.addAt(SCOPE, SENT, 1, at);
  }
  expect(store.find(SCOPE, SENT)?.samples.map(({ at }) => at)).toEqual([
    now - 2_000,
    now - 1_000,
    now,
  ]);
});

it('forgets what is older than three hours', async () => {
  const { clock, store } = setUp();
  for (let i = 0; i < 100; i += 1) {
    store.add(SCOPE, SENT, 1);
    await clock.advance(5 * 60_000);
  }
  const { samples } = store.find(SCOPE, SENT) ?? { samples: [] };
  expect(samples.length).toBeLessThan(70);
  expect(samples[samples.length - 1].at).toBe(clock.now() - 5 * 60_000);
});
