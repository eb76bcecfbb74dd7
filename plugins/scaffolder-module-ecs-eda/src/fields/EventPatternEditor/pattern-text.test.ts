import { patternIn, toText, verdictOn } from './pattern-text';

describe('patternIn', () => {
  it('gives the pattern that EventBridge would take', () => {
    expect(patternIn('{"source": ["shop.order"]}')).toEqual({
      pattern: { source: ['shop.order'] },
    });
  });

  it('says where a pattern breaks the rules, and which', () => {
    expect(patternIn('{"detail": {"total": [{"numeric": [">"]}]}}')).toEqual({
      problem: {
        place: expect.stringContaining('$.detail.total[0]'),
        reason: expect.stringMatching(/.+/),
      },
    });
  });

  it.each([
    ['{\n  "source": oops\n}', '2:13', 'invalid symbol'],
    ['{\n  "source": ["a"]\n  "detail": {}\n}', '3:3', 'comma expected'],
    ['{"source": [1,]}', '1:15', 'value expected'],
    ['{', '1:2', 'close brace expected'],
    ['{} // no', '1:4', 'invalid comment token'],
  ])(
    'says line, column and reason where %j is no JSON',
    (text, place, reason) => {
      expect(patternIn(text)).toEqual({ problem: { place, reason } });
    },
  );

  it.each(['[]', '"text"', 'null', '7'])('takes no %s for a pattern', text => {
    expect(patternIn(text)).toEqual({
      problem: { place: '$', reason: 'A pattern is a JSON object' },
    });
  });
});

describe('verdictOn', () => {
  const pattern = {
    source: ['shop.order'],
    detail: { total: [{ numeric: ['>', 5] }] },
  };

  it('says that an event matches', () => {
    expect(
      verdictOn(pattern, '{"source":"shop.order","detail":{"total":9}}'),
    ).toEqual({ matches: true, mismatches: [] });
  });

  it('says which field fails', () => {
    expect(
      verdictOn(pattern, '{"source":"shop.order","detail":{"total":3}}'),
    ).toMatchObject({
      matches: false,
      mismatches: [{ path: '$.detail.total', actual: '3' }],
    });
  });

  it('says that the sample is no JSON', () => {
    expect(verdictOn(pattern, '{')).toHaveProperty('problem.reason');
  });
});

describe('toText', () => {
  it('shows an object over several lines, and text as it was typed', () => {
    expect(toText({ source: ['x'] })).toBe('{\n  "source": [\n    "x"\n  ]\n}');
    expect(toText('{"half')).toBe('{"half');
    expect(toText(undefined)).toBe('');
  });
});
