import { sparklinePath } from './sparkline-path';

const SIZE = { width: 100, height: 20 };

describe('sparklinePath', () => {
  it('needs two points', () => {
    expect(sparklinePath([{ at: 0, value: 1 }], SIZE)).toBeUndefined();
  });

  it('goes from left to right, higher values higher up', () => {
    const shape = sparklinePath(
      [
        { at: 0, value: 0 },
        { at: 10, value: 8 },
      ],
      SIZE,
    );
    expect(shape?.line).toBe('M0,18 L100,2');
  });

  it('draws nothing but zeros along the bottom', () => {
    const shape = sparklinePath(
      [
        { at: 0, value: 0 },
        { at: 10, value: 0 },
      ],
      SIZE,
    );
    expect(shape?.line).toBe('M0,18 L100,18');
  });

  it('makes room for a target above all values', () => {
    const shape = sparklinePath(
      [
        { at: 0, value: 1 },
        { at: 10, value: 1 },
      ],
      { ...SIZE, target: 4 },
    );
    expect(shape?.targetY).toBe(2);
    expect(shape?.line).toBe('M0,14 L100,14');
  });
});
