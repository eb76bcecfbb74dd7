import { act } from '@testing-library/react';
import { FakeEventTopologyApi } from '../__fixtures__/FakeEventTopologyApi';
import { shopSnapshot } from '../__fixtures__/shop';
import { renderLiveHook } from '../__testUtils__/render-live-hook';
import { useTopology } from './use-topology';

describe('useTopology', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  function backend() {
    const api = new FakeEventTopologyApi();
    api.snapshot = shopSnapshot();
    return api;
  }

  it('loads at once when a new structure is announced', async () => {
    const api = backend();
    const { result, push } = await renderLiveHook(api, useTopology);
    api.snapshot = shopSnapshot({ version: 'shop-2' });
    await push({ type: 'topology', version: 'shop-2' });
    expect(result.current.snapshot?.version).toBe('shop-2');
  });

  it('keeps the same structure for as long as it has not changed', async () => {
    const api = backend();
    const { result, push, pass } = await renderLiveHook(api, useTopology);
    const before = result.current.snapshot;
    api.snapshot = {
      ...shopSnapshot(),
      generatedAt: before?.generatedAt ?? '',
    };
    await push({ type: 'topology', version: 'shop-1' });
    await pass(30);
    expect(result.current.snapshot).toBe(before);
  });

  it('follows a refresh to its end without being told', async () => {
    const api = backend();
    const { result, pass } = await renderLiveHook(api, useTopology);
    await act(() => result.current.refresh());
    expect(result.current.status?.refreshing).toBe(true);
    api.snapshot = shopSnapshot({ version: 'shop-2' });
    api.status = {
      ...api.status,
      refreshing: false,
      lastFinishedAt: '2026-01-01T00:00:00.000Z',
    };
    await pass(3);
    expect(result.current.status?.refreshing).toBe(false);
    expect(result.current.snapshot?.version).toBe('shop-2');
  });

  it('tells a failure with nothing to show from one with something', async () => {
    const api = backend();
    const { result, pass } = await renderLiveHook(api, useTopology);
    api.failure = new Error('away');
    await pass(15);
    expect(result.current.error).toBeUndefined();
    expect(result.current.updateError).toEqual(new Error('away'));

    const empty = backend();
    empty.failure = new Error('away');
    const other = await renderLiveHook(empty, useTopology);
    expect(other.result.current.error).toEqual(new Error('away'));
    expect(other.result.current.loading).toBe(false);
  });
});
