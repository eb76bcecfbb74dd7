import { mapStrings } from './map-strings';

describe('mapStrings', () => {
  it('changes every string, however deep, and nothing else', () => {
    expect(
      mapStrings({ a: 'x', b: [1, 'x', { c: 'x', d: null }], e: true }, text =>
        text.toUpperCase(),
      ),
    ).toEqual({ a: 'X', b: [1, 'X', { c: 'X', d: null }], e: true });
  });

  it('gives back what stays the same, not a copy', () => {
    const value = { a: ['x'], b: { c: 'y' } };

    const mapped = mapStrings(value, text => text.replace('y', 'z'));

    expect(mapped).not.toBe(value);
    expect(mapped.a).toBe(value.a);
    expect(mapStrings(value, text => text)).toBe(value);
  });
});
