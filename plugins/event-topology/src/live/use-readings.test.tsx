import { FakeEventTopologyApi } from '../__fixtures__/FakeEventTopologyApi';
import { loyaltyQueue, shopReadings } from '../__fixtures__/shop';
import { renderLiveHook } from '../__testUtils__/render-live-hook';
import { useReadingsStore } from './use-readings';

const LATER = '2026-01-01T00:00:05.000Z';

describe('useReadingsStore', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  function backend() {
    const api = new FakeEventTopologyApi();
    api.readings = shopReadings('2026-01-01T00:00:00.000Z');
    return api;
  }

  it('loads at once when new readings are announced', async () => {
    const api = backend();
    const { result, push } = await renderLiveHook(api, useReadingsStore);
    api.readings = shopReadings(LATER);
    expect(result.current.get(loyaltyQueue.id)?.at).not.toBe(LATER);
    await push({ type: 'readings', at: LATER });
    expect(result.current.get(loyaltyQueue.id)?.at).toBe(LATER);
  });

  it('does not load for what else is announced', async () => {
    const api = backend();
    const { result, push } = await renderLiveHook(api, useReadingsStore);
    api.readings = shopReadings(LATER);
    await push({ type: 'topology', version: '2' });
    expect(result.current.get(loyaltyQueue.id)?.at).not.toBe(LATER);
  });

  it('asks by itself every few seconds while nothing is announced', async () => {
    const api = backend();
    const { result, pass } = await renderLiveHook(api, useReadingsStore);
    api.readings = shopReadings(LATER);
    await pass(5);
    expect(result.current.get(loyaltyQueue.id)?.at).toBe(LATER);
  });

  it('keeps its figures while the backend is away, and comes back by itself', async () => {
    const api = backend();
    const { result, pass } = await renderLiveHook(api, useReadingsStore);
    api.failure = new Error('away');
    await pass(5);
    expect(result.current.summary().error).toEqual(new Error('away'));
    expect(result.current.get(loyaltyQueue.id)).toBeDefined();
    api.failure = undefined;
    await pass(5);
    expect(result.current.summary().error).toBeUndefined();
  });
});
