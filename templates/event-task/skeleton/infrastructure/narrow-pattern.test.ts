import { narrowPattern } from './lib/narrow-pattern';

const large = [{ numeric: ['>', 120] }];

test('one field more is asked for, and nothing less', () => {
  expect(
    narrowPattern(
      { source: ['shop.media'], detail: { kind: ['video'] } },
      '$.detail.length.seconds',
      large,
    ),
  ).toEqual({
    source: ['shop.media'],
    detail: { kind: ['video'], length: { seconds: large } },
  });
});

test.each([
  ['asks for the field already', { detail: { seconds: [1] } }],
  ['compares what the field is in', { detail: ['x'] }],
  ['has no fields there', { detail: 'x' }],
])('a pattern that %s is refused with the file to change', (_, pattern) => {
  expect(() => narrowPattern(pattern, '$.detail.seconds', large)).toThrow(
    /^config\//,
  );
});
