import { Reading } from '@ecs-eda/plugin-event-topology-common';
import { loyaltyQueue, shopReadings } from '../__fixtures__/shop';
import { ReadingsStore } from './ReadingsStore';

const FIRST = '2026-01-01T00:00:00.000Z';
const LATER = '2026-01-01T00:00:05.000Z';

const response = (readings: Reading[], at = FIRST) => ({
  at,
  readings,
  problems: [],
  staleAfterSeconds: 60,
});

describe('ReadingsStore', () => {
  it('keeps the same object for a node whose figures are the same', () => {
    const store = new ReadingsStore();
    store.replace(response(shopReadings(FIRST)));
    const before = store.get(loyaltyQueue.id);
    const all = store.all();
    store.replace(response(shopReadings(FIRST)));
    expect(store.get(loyaltyQueue.id)).toBe(before);
    expect(store.all()).toBe(all);
    store.replace(response(shopReadings(LATER), LATER));
    expect(store.get(loyaltyQueue.id)).not.toBe(before);
    expect(store.all()).not.toBe(all);
  });

  it('forgets nodes that no longer have figures', () => {
    const store = new ReadingsStore();
    store.replace(response(shopReadings(FIRST)));
    store.replace(response([]));
    expect(store.get(loyaltyQueue.id)).toBeUndefined();
    expect(store.all().size).toBe(0);
  });

  it('keeps the figures when new ones cannot be loaded, and says why', () => {
    const store = new ReadingsStore();
    store.replace(response(shopReadings(FIRST)));
    store.fail(new Error('no network'));
    expect(store.get(loyaltyQueue.id)).toBeDefined();
    expect(store.summary()).toMatchObject({
      at: FIRST,
      error: new Error('no network'),
    });
    store.replace(response(shopReadings(FIRST)));
    expect(store.summary().error).toBeUndefined();
  });

  it('knows when figures are old', () => {
    const store = new ReadingsStore();
    store.replace(response(shopReadings(FIRST)));
    const start = Date.parse(FIRST);
    expect(store.isOld(loyaltyQueue.id, start + 60_000)).toBe(false);
    expect(store.isOld(loyaltyQueue.id, start + 61_000)).toBe(true);
    expect(store.isOld('unknown', start + 61_000)).toBe(false);
  });
});
