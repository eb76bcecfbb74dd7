import { signalApiRef } from '@backstage/plugin-signals-react';
import { TestApiProvider } from '@backstage/frontend-test-utils';
import {
  EVENT_TOPOLOGY_CHANNEL,
  EventTopologySignal,
} from '@ecs-eda/plugin-event-topology-common';
import { act, renderHook } from '@testing-library/react';
import { PropsWithChildren } from 'react';
import { FakeEventTopologyApi } from '../__fixtures__/FakeEventTopologyApi';
import { FakeSignals } from '../__fixtures__/FakeSignals';
import { eventTopologyApiRef } from '../api';

/**
 * Runs a hook that keeps data new, on a clock that the test moves: call it
 * with Jest's fake timers on.
 */
export async function renderLiveHook<T>(
  api: FakeEventTopologyApi,
  hook: () => T,
) {
  const signals = new FakeSignals();
  const rendered = renderHook(hook, {
    wrapper: ({ children }: PropsWithChildren<{}>) => (
      <TestApiProvider
        apis={[
          [eventTopologyApiRef, api],
          [signalApiRef, signals],
        ]}
      >
        {children}
      </TestApiProvider>
    ),
  });
  const pass = (seconds: number) =>
    act(async () => {
      await jest.advanceTimersByTimeAsync(seconds * 1000);
    });
  const push = async (signal: EventTopologySignal) => {
    act(() => signals.publish(EVENT_TOPOLOGY_CHANNEL, signal));
    await pass(0);
  };
  await pass(0);
  return { ...rendered, pass, push };
}
