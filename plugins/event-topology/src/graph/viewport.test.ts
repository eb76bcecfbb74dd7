import { aQueue } from '../__fixtures__/build-topology';
import { DrawnMap } from './draw-map';
import { anchorShift, fittingZoom, openingViewport } from './viewport';

const SCREEN = { width: 1200, height: 700 };

function mapOf(places: Record<string, [number, number]>): DrawnMap {
  return {
    nodes: Object.entries(places).map(([id, [x, y]]) => ({
      id,
      node: aQueue(id),
      groupId: 'g',
      x,
      y,
    })),
    groups: [],
    edges: [],
  };
}

describe('openingViewport', () => {
  it('shows a small map whole, in the middle, at its own size', () => {
    const view = openingViewport(
      { x: 0, y: 0, width: 600, height: 300 },
      SCREEN,
    );
    expect(view).toEqual({ x: 300, y: 200, zoom: 1 });
  });

  it('begins at the left top of a map that could not be read whole', () => {
    const bounds = { x: 0, y: 0, width: 9000, height: 5000 };
    const view = openingViewport(bounds, SCREEN);
    expect(view.zoom).toBeGreaterThan(fittingZoom(bounds, SCREEN));
    expect(view.x).toBeGreaterThan(0);
    expect(view.x).toBeLessThan(100);
    expect(view.y).toBeLessThan(100);
  });
});

describe('anchorShift', () => {
  const before = mapOf({ a: [0, 0], b: [500, 0] });
  const after = mapOf({ a: [0, 40], b: [700, 40], c: [0, 0] });

  it('follows the element in focus', () => {
    expect(anchorShift(before, after, { x: 0, y: 0 }, 'b')).toEqual({
      x: 200,
      y: 40,
    });
  });

  it('follows what was in the middle otherwise', () => {
    expect(anchorShift(before, after, { x: 10, y: 10 }, undefined)).toEqual({
      x: 0,
      y: 40,
    });
  });

  it('is nothing when nothing has stayed', () => {
    expect(
      anchorShift(before, mapOf({ z: [9, 9] }), { x: 0, y: 0 }, 'a'),
    ).toEqual({ x: 0, y: 0 });
  });
});
