import { ApiKeyCredential } from './credential';

test.each([
  ['the key itself', { 'x-api-key': 'k-1' }, true],
  ['another key', { 'x-api-key': 'k-2' }, false],
  ['a part of the key', { 'x-api-key': 'k-' }, false],
  ['an empty key', { 'x-api-key': '' }, false],
  ['no key', {}, false],
  ['the key elsewhere', { authorization: 'k-1' }, false],
])('%s', async (_, headers, expected) => {
  const credential = new ApiKeyCredential('X-Api-Key', 'k-1');
  expect(await credential.proves(headers)).toBe(expected);
});
