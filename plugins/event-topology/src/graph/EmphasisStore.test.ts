import { EmphasisStore } from './EmphasisStore';

describe('EmphasisStore', () => {
  it('shows everything alike at first', () => {
    const store = new EmphasisStore();
    expect(store.ofElement('a')).toBe('normal');
    expect(store.ofEdge('e', 'a', 'b')).toBe('normal');
  });

  it('dims what the filters leave out, and lines that lead there', () => {
    const store = new EmphasisStore();
    store.set({ matching: new Set(['a']) });
    expect(store.ofElement('a')).toBe('normal');
    expect(store.ofElement('b')).toBe('dimmed');
    expect(store.ofEdge('e', 'a', 'b')).toBe('dimmed');
  });

  it('dims what is off the way that is looked at, whatever the filters say', () => {
    const store = new EmphasisStore();
    store.set({
      selectedId: 'a',
      matching: new Set(['c']),
      path: { elementIds: new Set(['a', 'b']), edgeIds: new Set(['e']) },
    });
    expect(store.ofElement('a')).toBe('selected');
    expect(store.ofElement('b')).toBe('path');
    expect(store.ofElement('c')).toBe('dimmed');
    expect(store.ofEdge('e', 'a', 'b')).toBe('path');
  });

  it('tells its listeners of each change, until they leave', () => {
    const store = new EmphasisStore();
    let told = 0;
    const leave = store.subscribe(() => {
      told += 1;
    });
    store.set({});
    leave();
    store.set({});
    expect(told).toBe(1);
  });
});
