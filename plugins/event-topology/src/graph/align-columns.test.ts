import { alignColumns } from './align-columns';

const link = (from: string, to: string) => ({ from, to, weight: 1 });

describe('alignColumns', () => {
  it('puts a chain on one line', () => {
    const heights = alignColumns(
      [['a'], ['b'], ['c']],
      [link('a', 'b'), link('b', 'c')],
      10,
    );
    expect([...heights.values()]).toEqual([0, 0, 0]);
  });

  it('centres a hub on what it is joined to', () => {
    const heights = alignColumns(
      [['hub'], ['a', 'b', 'c']],
      ['a', 'b', 'c'].map(id => link('hub', id)),
      10,
    );
    expect(heights.get('hub')).toBe(10);
  });

  it('never lets two of a column come closer than a row', () => {
    const ids = ['a', 'b', 'c', 'd'];
    const heights = alignColumns(
      [['left'], ids],
      ids.map(id => link('left', id)),
      10,
    );
    const rows = ids.map(id => heights.get(id) ?? NaN);
    rows
      .slice(1)
      .forEach((row, i) => expect(row - rows[i]).toBeGreaterThanOrEqual(10));
  });
});
