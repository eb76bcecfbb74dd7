import { layoutMembers } from './layout-members';

const link = (from: string, to: string, weight = 4) => ({ from, to, weight });

describe('layoutMembers', () => {
  it('gives an empty group no size', () => {
    expect(layoutMembers([], [])).toEqual({
      positions: new Map(),
      width: 0,
      height: 0,
    });
  });

  it('stands members without edges in rows beneath the flow', () => {
    const { positions } = layoutMembers(
      ['a', 'b', 'x', 'y', 'z'],
      [link('a', 'b')],
    );
    const bottom = Math.max(
      ...['a', 'b'].map(id => positions.get(id)?.y ?? NaN),
    );
    for (const id of ['x', 'y', 'z']) {
      expect(positions.get(id)?.y).toBeGreaterThan(bottom);
    }
  });

  it('breaks a cycle at its weakest edge', () => {
    const { positions } = layoutMembers(
      ['bus', 'rule', 'service'],
      [link('bus', 'rule'), link('rule', 'service'), link('service', 'bus', 1)],
    );
    const columns = ['bus', 'rule', 'service'].map(id => positions.get(id)?.x);
    expect(columns).toEqual([...columns].sort((a, b) => Number(a) - Number(b)));
    expect(new Set(columns).size).toBe(3);
  });

  it('breaks no column of a very large group beyond what can be looked at', () => {
    const ids = Array.from({ length: 500 }, (_, i) => `n${i}`);
    const { positions, height } = layoutMembers(
      ['hub', ...ids],
      ids.map(id => link('hub', id)),
    );
    expect(positions.size).toBe(501);
    expect(height).toBeLessThan(5000);
  });
});
