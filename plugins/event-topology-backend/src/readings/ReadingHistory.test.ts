import { Reading } from '@ecs-eda/plugin-event-topology-common';
import {
  HISTORY_NODES,
  HISTORY_POINTS,
  ReadingHistory,
} from './ReadingHistory';

const START = Date.parse('2026-11-27T10:00:00.000Z');

function depth(nodeId: string, seconds: number, visible: number): Reading {
  return {
    nodeId,
    kind: 'queue',
    at: new Date(START + seconds * 1000).toISOString(),
    source: 'sqs:GetQueueAttributes',
    figures: { visible, inFlight: 0, delayed: 0 },
  };
}

describe('ReadingHistory', () => {
  it('keeps nodes apart', () => {
    const history = new ReadingHistory();
    history.add([depth('a', 0, 1), depth('b', 0, 2)]);
    history.add([depth('a', 3, 3)]);

    expect(history.of('a')).toEqual([depth('a', 0, 1), depth('a', 3, 3)]);
    expect(history.of('b')).toEqual([depth('b', 0, 2)]);
    expect(history.of('c')).toEqual([]);
  });

  it('holds a bounded number of readings of a node over a day', () => {
    const history = new ReadingHistory();
    for (let second = 0; second < 86_400; second += 15) {
      history.add([depth('a', second, second)]);
    }

    const readings = history.of('a');
    expect(readings.length).toBeLessThanOrEqual(HISTORY_POINTS);
    expect(readings.at(-1)).toEqual(depth('a', 86_385, 86_385));
    expect(Date.parse(readings[0].at)).toBeGreaterThanOrEqual(
      START + (86_385 - 3600) * 1000,
    );
  });

  it('holds a bounded number of nodes, and makes room when nodes go', () => {
    const history = new ReadingHistory();
    const nodes = Array.from({ length: HISTORY_NODES + 1 }, (_, n) => `q${n}`);
    history.add(nodes.map(nodeId => depth(nodeId, 0, 1)));
    const last = `q${HISTORY_NODES}`;
    expect(history.of('q0')).toHaveLength(1);
    expect(history.of(last)).toEqual([]);

    history.retain(nodeId => nodeId !== 'q0');
    history.add([depth(last, 3, 1)]);

    expect(history.of('q0')).toEqual([]);
    expect(history.of(last)).toHaveLength(1);
  });
});
