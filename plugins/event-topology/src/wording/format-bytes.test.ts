import { testTranslate } from '../__testUtils__/translate';
import { formatBytes } from './format-bytes';

it.each([
  [0, '0 B'],
  [1_023, '1,023 B'],
  [1_536, '1.5 KB'],
  [5 * 1024 * 1024, '5 MB'],
])('formats %d as %s', (bytes, text) => {
  expect(formatBytes(testTranslate(), bytes)).toBe(text);
});
