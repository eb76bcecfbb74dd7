import { TestApiProvider } from '@backstage/frontend-test-utils';
import { act, renderHook } from '@testing-library/react';
import { PropsWithChildren } from 'react';
import { FakeEventTopologyApi } from '../__fixtures__/FakeEventTopologyApi';
import { eventTopologyApiRef } from '../api';
import { useWatch, WATCH_LIMIT } from './use-watch';

function watching(nodeIds: string[]) {
  const api = new FakeEventTopologyApi();
  const hook = renderHook(({ ids }) => useWatch(ids), {
    initialProps: { ids: nodeIds },
    wrapper: ({ children }: PropsWithChildren<{}>) => (
      <TestApiProvider apis={[[eventTopologyApiRef, api]]}>
        {children}
      </TestApiProvider>
    ),
  });
  return { api, ...hook };
}

const pass = (seconds: number) =>
  act(async () => {
    await jest.advanceTimersByTimeAsync(seconds * 1000);
  });

describe('useWatch', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('takes a lease and renews it before it ends', async () => {
    const { api } = watching(['a']);
    await pass(1);
    expect(api.watched).toEqual([['a']]);
    await pass(30);
    expect(api.watched.length).toBeGreaterThan(1);
  });

  it('takes no lease for what is only passed over', async () => {
    const { api, rerender } = watching(['a']);
    rerender({ ids: ['b'] });
    await pass(1);
    expect(api.watched).toEqual([['b']]);
  });

  it('ends with the component', async () => {
    const { api, unmount } = watching(['a']);
    await pass(1);
    unmount();
    await pass(60);
    expect(api.watched).toHaveLength(1);
  });

  it('asks for no more than can be looked at, each once', async () => {
    const ids = Array.from({ length: 80 }, (_, i) => `n${i}`);
    const { api } = watching(['n0', ...ids]);
    await pass(1);
    expect(api.watched[0]).toHaveLength(WATCH_LIMIT);
    expect(new Set(api.watched[0]).size).toBe(WATCH_LIMIT);
  });

  it('asks for nothing when there is nothing to watch', async () => {
    const { api } = watching([]);
    await pass(60);
    expect(api.watched).toEqual([]);
  });
});
