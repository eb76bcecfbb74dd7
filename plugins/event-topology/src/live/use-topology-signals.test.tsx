import { signalApiRef } from '@backstage/plugin-signals-react';
import { TestApiProvider } from '@backstage/frontend-test-utils';
import {
  EVENT_TOPOLOGY_CHANNEL,
  EventTopologySignal,
} from '@ecs-eda/plugin-event-topology-common';
import { act, renderHook } from '@testing-library/react';
import { PropsWithChildren } from 'react';
import { FakeSignals } from '../__fixtures__/FakeSignals';
import { useTopologySignals } from './use-topology-signals';

describe('useTopologySignals', () => {
  it('hears every message, also several before the next render', () => {
    const signals = new FakeSignals();
    const heard: EventTopologySignal[] = [];
    const { result, unmount } = renderHook(
      () => useTopologySignals(signal => heard.push(signal)),
      {
        wrapper: ({ children }: PropsWithChildren<{}>) => (
          <TestApiProvider apis={[[signalApiRef, signals]]}>
            {children}
          </TestApiProvider>
        ),
      },
    );
    expect(result.current()).toBe(false);

    act(() => {
      signals.publish(EVENT_TOPOLOGY_CHANNEL, {
        type: 'topology',
        version: '2',
      });
      signals.publish(EVENT_TOPOLOGY_CHANNEL, { type: 'status' });
      signals.publish('another-channel', { type: 'status' });
    });
    expect(heard.map(({ type }) => type)).toEqual(['topology', 'status']);
    expect(result.current()).toBe(true);

    unmount();
    signals.publish(EVENT_TOPOLOGY_CHANNEL, { type: 'status' });
    expect(heard).toHaveLength(2);
  });

  it('does without push where the app has none', () => {
    const { result } = renderHook(() => useTopologySignals(() => {}), {
      wrapper: ({ children }: PropsWithChildren<{}>) => (
        <TestApiProvider apis={[]}>{children}</TestApiProvider>
      ),
    });
    expect(result.current()).toBe(false);
  });
});
