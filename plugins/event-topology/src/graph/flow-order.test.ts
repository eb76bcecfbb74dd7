import { flowOrder, forwardLinks } from './flow-order';

const link = (from: string, to: string, weight = 1) => ({ from, to, weight });

describe('flowOrder', () => {
  it('orders a chain from its source to its sink', () => {
    expect(
      flowOrder(['c', 'a', 'b'], [link('b', 'c'), link('a', 'b')]),
    ).toEqual(['a', 'b', 'c']);
  });

  it('begins a cycle where most weight leaves', () => {
    const links = [link('a', 'b', 1), link('b', 'c', 5), link('c', 'a', 5)];
    expect(flowOrder(['a', 'b', 'c'], links)).toEqual(['b', 'c', 'a']);
  });

  it('goes by id where nothing else decides', () => {
    expect(flowOrder(['c', 'b', 'a'], [])).toEqual(['a', 'b', 'c']);
  });

  it('ignores links to oneself and to strangers', () => {
    expect(flowOrder(['a'], [link('a', 'a'), link('a', 'stranger')])).toEqual([
      'a',
    ]);
  });
});

describe('forwardLinks', () => {
  it('leaves out the links that lead back', () => {
    const forth = link('a', 'b', 5);
    expect(forwardLinks(['a', 'b'], [forth, link('b', 'a', 1)])).toEqual([
      forth,
    ]);
  });
});
