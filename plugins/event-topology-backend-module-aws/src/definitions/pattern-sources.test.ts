import { patternSources } from './pattern-sources';

describe('patternSources', () => {
  it.each([
    [
      'exact values',
      { source: ['shop.order', 'aws.s3'] },
      ['aws.s3', 'shop.order'],
    ],
    ['prefixes', { source: [{ prefix: 'shop.' }] }, ['shop.*']],
    [
      'prefixes without regard to case',
      { source: [{ prefix: { 'equals-ignore-case': 'Shop.' } }] },
      ['Shop.*'],
    ],
    [
      'wildcards',
      { source: [{ wildcard: 'shop.*.orders' }] },
      ['shop.*.orders'],
    ],
    [
      'alternatives',
      { $or: [{ source: ['a'] }, { source: ['b'], detail: {} }] },
      ['a', 'b'],
    ],
    ['nothing for exclusions', { source: [{ 'anything-but': 'aws.s3' }] }, []],
    ['nothing for a catch-all', { source: [{ prefix: '' }] }, []],
    ['nothing for other fields', { 'detail-type': ['OrderCreated'] }, []],
  ])('gives %s', (_what, pattern, sources) => {
    expect(patternSources(JSON.stringify(pattern))).toEqual(sources);
  });

  it('gives nothing for text that is no JSON', () => {
    expect(patternSources('{')).toEqual([]);
  });
});
