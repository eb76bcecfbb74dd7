import {
  COLLAPSE_ABOVE_NODES,
  isGroupOpen,
  withGroupOpen,
} from './default-open';

const nothingSaid = { openGroups: [], collapsedGroups: [] };

describe('groups', () => {
  it('are open on a small map and collapsed on a large one', () => {
    expect(isGroupOpen('a', COLLAPSE_ABOVE_NODES, nothingSaid)).toBe(true);
    expect(isGroupOpen('a', COLLAPSE_ABOVE_NODES + 1, nothingSaid)).toBe(false);
  });

  it.each([10, 1000])('follow the reader, on a map of %d', size => {
    const opened = withGroupOpen(nothingSaid, ['a'], true);
    const collapsed = withGroupOpen(opened, ['a'], false);
    expect(isGroupOpen('a', size, opened)).toBe(true);
    expect(isGroupOpen('a', size, collapsed)).toBe(false);
  });
});
