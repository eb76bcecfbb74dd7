import { compileEventPattern } from './compile-event-pattern';
import { InvalidEventPatternError } from './InvalidEventPatternError';

function refusal(pattern: unknown): InvalidEventPatternError {
  try {
    compileEventPattern(pattern);
  } catch (error) {
    if (error instanceof InvalidEventPatternError) {
      return error;
    }
    throw error;
  }
  throw new Error('The pattern was not refused');
}

const MANY = Array.from({ length: 32 }, (_, index) => ({ [`f${index}`]: [1] }));

describe('a refused pattern', () => {
  it.each<[unknown, string, RegExp]>([
    // The pattern as a whole
    ['{"source": [', '$', /not JSON/],
    ['"text"', '$', /Filter is not an object/],
    [null, '$', /Filter is not an object/],
    [[], '$', /Filter is not an object/],
    [{}, '$', /Empty objects/],
    [{ detail: {} }, '$.detail', /Empty objects/],
    [{ source: [] }, '$.source', /Empty arrays/],
    [{ source: 'shop' }, '$.source', /"source" must be an object or an array/],
    [
      { 'detail-type': null },
      "$['detail-type']",
      /"detail-type" must be an object or an array/,
    ],
    [{ "it's": 1 }, "$['it\\'s']", /must be an object or an array/],
    [{ a: [['x']] }, '$.a[0]', /Match value must be/],
    [{ a: ['x', undefined] }, '$.a[1]', /Match value must be/],
    // Match expressions
    [{ a: [{}] }, '$.a[0]', /Match expression name not found/],
    [
      { a: ['x', { like: 'y' }] },
      '$.a[1].like',
      /Unrecognized match type like/,
    ],
    [
      { a: [{ toString: 'y' }] },
      '$.a[0].toString',
      /Unrecognized match type toString/,
    ],
    [
      { a: [{ prefix: 'x', suffix: 'y' }] },
      '$.a[0]',
      /Only one key allowed.*\{"suffix": …\} as an entry/,
    ],
    [{ a: [{ exactly: 1 }] }, '$.a[0].exactly', /must be a string/],
    // prefix and suffix
    [{ a: [{ prefix: 1 }] }, '$.a[0].prefix', /prefix .* must be a string/],
    [{ a: [{ suffix: ['x'] }] }, '$.a[0].suffix', /suffix .* must be a string/],
    [{ a: [{ prefix: {} }] }, '$.a[0].prefix', /prefix must be a string or/],
    [
      { a: [{ suffix: { wildcard: 'x' } }] },
      '$.a[0].suffix.wildcard',
      /Unsupported suffix pattern: wildcard/,
    ],
    [
      { a: [{ prefix: { 'equals-ignore-case': 1 } }] },
      "$.a[0].prefix['equals-ignore-case']",
      /must be a string/,
    ],
    [
      { a: [{ prefix: { 'equals-ignore-case': 'x', prefix: 'y' } }] },
      '$.a[0].prefix',
      /Only one key/,
    ],
    // equals-ignore-case and wildcard
    [
      { a: [{ 'equals-ignore-case': ['x'] }] },
      "$.a[0]['equals-ignore-case']",
      /must be a string/,
    ],
    [{ a: [{ wildcard: 1 }] }, '$.a[0].wildcard', /must be a string/],
    [
      { a: [{ wildcard: 'a**b' }] },
      '$.a[0].wildcard',
      /Consecutive wildcard characters at pos 1/,
    ],
    [
      { a: [{ wildcard: 'a\\b' }] },
      '$.a[0].wildcard',
      /Invalid escape character at pos 1/,
    ],
    [
      { a: [{ wildcard: 'ab\\' }] },
      '$.a[0].wildcard',
      /Invalid escape character at pos 2/,
    ],
    // anything-but
    [
      { a: [{ 'anything-but': null }] },
      "$.a[0]['anything-but']",
      /array or single string\/number/,
    ],
    [
      { a: [{ 'anything-but': true }] },
      "$.a[0]['anything-but']",
      /array or single string\/number/,
    ],
    [{ a: [{ 'anything-but': [] }] }, "$.a[0]['anything-but']", /Empty arrays/],
    [
      { a: [{ 'anything-but': ['x', null] }] },
      "$.a[0]['anything-but'][1]",
      /not supported/,
    ],
    [
      { a: [{ 'anything-but': ['x', { prefix: 'y' }] }] },
      "$.a[0]['anything-but'][1]",
      /not supported/,
    ],
    [
      { a: [{ 'anything-but': ['x', 1] }] },
      "$.a[0]['anything-but']",
      /mixed type/,
    ],
    [
      { a: [{ 'anything-but': [1, 6e9] }] },
      "$.a[0]['anything-but'][1]",
      /Value must be between/,
    ],
    [
      { a: [{ 'anything-but': {} }] },
      "$.a[0]['anything-but']",
      /name not found/,
    ],
    [
      { a: [{ 'anything-but': { cidr: '10.0.0.0/8' } }] },
      "$.a[0]['anything-but'].cidr",
      /Unsupported anything-but pattern: cidr/,
    ],
    [
      { a: [{ 'anything-but': { prefix: '' } }] },
      "$.a[0]['anything-but'].prefix",
      /Null prefix\/suffix/,
    ],
    [
      { a: [{ 'anything-but': { suffix: ['x', ''] } }] },
      "$.a[0]['anything-but'].suffix[1]",
      /Null prefix\/suffix/,
    ],
    [
      { a: [{ 'anything-but': { prefix: [1] } }] },
      "$.a[0]['anything-but'].prefix[0]",
      /must be a string/,
    ],
    [
      { a: [{ 'anything-but': { wildcard: [] } }] },
      "$.a[0]['anything-but'].wildcard",
      /Empty arrays/,
    ],
    [
      { a: [{ 'anything-but': { wildcard: ['a', '**'] } }] },
      "$.a[0]['anything-but'].wildcard[1]",
      /Consecutive wildcard/,
    ],
    [
      { a: [{ 'anything-but': { prefix: 'x', suffix: 'y' } }] },
      "$.a[0]['anything-but']",
      /Only one key/,
    ],
    // numeric
    [{ a: [{ numeric: 5 }] }, '$.a[0].numeric', /must be an array/],
    [{ a: [{ numeric: [] }] }, '$.a[0].numeric', /Invalid member/],
    [{ a: [{ numeric: [5] }] }, '$.a[0].numeric[0]', /Invalid member/],
    [
      { a: [{ numeric: ['==', 5] }] },
      '$.a[0].numeric[0]',
      /Unrecognized numeric range operator: ==/,
    ],
    [{ a: [{ numeric: ['<'] }] }, '$.a[0].numeric[1]', /Value of < must be/],
    [
      { a: [{ numeric: ['=', '5'] }] },
      '$.a[0].numeric[1]',
      /Value of equals must be numeric/,
    ],
    [
      { a: [{ numeric: ['=', 5, '<', 6] }] },
      '$.a[0].numeric',
      /Too many elements/,
    ],
    [
      { a: [{ numeric: ['<', 5, '>', 3] }] },
      '$.a[0].numeric',
      /Too many elements.*lower bound first/,
    ],
    [
      { a: [{ numeric: ['>', 5, '>', 6] }] },
      '$.a[0].numeric[2]',
      /Bad numeric range operator/,
    ],
    [
      { a: [{ numeric: ['>', 5, '<'] }] },
      '$.a[0].numeric[3]',
      /Value of < must be numeric/,
    ],
    [
      { a: [{ numeric: ['>', 5, '<', 6, 7] }] },
      '$.a[0].numeric',
      /Too many terms/,
    ],
    [
      { a: [{ numeric: ['>', 5, '<', 3] }] },
      '$.a[0].numeric',
      /Bottom must be less than top/,
    ],
    [
      { a: [{ numeric: ['>=', 5, '<=', 5] }] },
      '$.a[0].numeric',
      /Bottom must be less than top/,
    ],
    [
      { a: [{ numeric: ['>', -5.1e9] }] },
      '$.a[0].numeric[1]',
      /Value must be between -5000000000 and 5000000000/,
    ],
    [
      { a: [{ numeric: ['>', 0.1234567] }] },
      '$.a[0].numeric[1]',
      /up to 6 decimals/,
    ],
    // exists and cidr
    [{ a: [{ exists: 'yes' }] }, '$.a[0].exists', /either true or false/],
    [{ a: [{ cidr: 10 }] }, '$.a[0].cidr', /must be a string/],
    [{ a: [{ cidr: '10.0.0.0' }] }, '$.a[0].cidr', /one '\/' required/],
    [{ a: [{ cidr: '10.0.0.0/8/8' }] }, '$.a[0].cidr', /one '\/' required/],
    [{ a: [{ cidr: '10.0.0.0/x' }] }, '$.a[0].cidr', /must be an integer/],
    [{ a: [{ cidr: '10.0.0.0/-1' }] }, '$.a[0].cidr', /must not be negative/],
    [{ a: [{ cidr: '10.0.0.0/32' }] }, '$.a[0].cidr', /IPv4 mask bits .* 32/],
    [{ a: [{ cidr: '::/128' }] }, '$.a[0].cidr', /IPv6 mask bits .* 128/],
    [
      { a: [{ cidr: 'host/8' }] },
      '$.a[0].cidr',
      /Nonstandard IP address: host/,
    ],
    [{ a: [{ cidr: '10.0.0.256/8' }] }, '$.a[0].cidr', /Nonstandard/],
    // $or
    [{ $or: [] }, "$['$or']", /at least 2 Objects/],
    [{ detail: { $or: [{ a: [1] }] } }, "$.detail['$or']", /at least 2/],
    [{ $or: 'x' }, "$['$or']", /must be an Array/],
    [{ $or: [{ a: [1] }, {}] }, "$['$or'][1]", /Empty objects/],
    [{ $or: [{ a: [1] }, 'x'] }, "$['$or'][1]", /Only JSON object/],
    [
      { $or: [{ a: [1] }, { b: 'x' }] },
      "$['$or'][1].b",
      /"b" must be an object or an array/,
    ],
    [
      { $or: [{ numeric: 123 }, { prefix: 'abc' }] },
      "$['$or'][0].numeric",
      /reserved fieldName/,
    ],
    [
      { $or: [{ a: [1] }, { b: { regex: ['x'] } }] },
      "$['$or'][1].b.regex",
      /reserved fieldName/,
    ],
    [
      { a: { $or: MANY }, b: { $or: MANY } },
      "$.b['$or']",
      /more than 1000 rule combinations/,
    ],
  ])('%j is wrong at %s', (pattern, path, reason) => {
    const error = refusal(pattern);
    expect(error.path).toBe(path);
    expect(error.reason).toMatch(reason);
    expect(error.message).toBe(
      `Event pattern is not valid. Reason: ${error.reason} at ${path}`,
    );
  });

  it('is refused as JSON text the same', () => {
    const pattern = { detail: { total: [{ numeric: ['<'] }] } };
    expect(refusal(JSON.stringify(pattern))).toEqual(refusal(pattern));
  });

  it('gives an error with a name of its own', () => {
    expect(refusal({})).toMatchObject({ name: 'InvalidEventPatternError' });
  });
});
