import { placeGroups } from './place-groups';

const box = (id: string) => ({ id, width: 200, height: 100 });
const link = (from: string, to: string) => ({ from, to, weight: 1 });

describe('placeGroups', () => {
  it('places producers left of consumers', () => {
    const places = placeGroups(
      [box('a'), box('b'), box('c')],
      [link('c', 'b'), link('b', 'a')],
    );
    expect(places.get('c')?.x).toBeLessThan(places.get('b')?.x ?? NaN);
    expect(places.get('b')?.x).toBeLessThan(places.get('a')?.x ?? NaN);
  });

  it('places groups that nothing joins beneath', () => {
    const places = placeGroups(
      [box('a'), box('b'), box('alone')],
      [link('a', 'b')],
    );
    expect(places.get('alone')?.y).toBeGreaterThanOrEqual(100);
  });

  it('folds a long chain instead of drawing it on one line', () => {
    const ids = Array.from({ length: 40 }, (_, i) => `g${String(i + 10)}`);
    const places = placeGroups(
      ids.map(box),
      ids.slice(1).map((id, i) => link(ids[i], id)),
    );
    const columns = new Set([...places.values()].map(({ x }) => x));
    expect(columns.size).toBeLessThan(12);
    expect(places.size).toBe(40);
  });

  it('leaves the others in place when an unjoined group is added at the end', () => {
    const boxes = [box('a'), box('b'), box('x')];
    const links = [link('a', 'b')];
    const before = placeGroups(boxes, links);
    const after = placeGroups([...boxes, box('y')], links);
    for (const [id, place] of before) {
      expect(after.get(id)).toEqual(place);
    }
  });
});
