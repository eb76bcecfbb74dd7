import { compileEventPattern } from './compile-event-pattern';

/** The verdict on an event with one field, or none. */
function matches(list: unknown[], ...value: [] | [unknown]): boolean {
  const event = value.length === 0 ? { other: 1 } : { field: value[0] };
  return compileEventPattern({ field: list })(event);
}

describe('exact values', () => {
  it('are compared by type', () => {
    expect(matches(['1'], '1')).toBe(true);
    expect(matches(['1'], 1)).toBe(false);
    expect(matches([1], '1')).toBe(false);
    expect(matches([true], true)).toBe(true);
    expect(matches([true], 'true')).toBe(false);
    expect(matches([null], null)).toBe(true);
    expect(matches([null], '')).toBe(false);
    expect(matches([null])).toBe(false);
    expect(matches([''], '')).toBe(true);
    expect(matches(['a'], 'A')).toBe(false);
  });

  it('are alternatives', () => {
    expect(matches(['a', 'b'], 'b')).toBe(true);
    expect(matches(['a', 'b'], 'c')).toBe(false);
  });

  it('compare numbers as numbers, however they are written', () => {
    const compiled = compileEventPattern('{"n":[3.0e2]}');
    expect(compiled(JSON.parse('{"n":300}'))).toBe(true);
    expect(compiled(JSON.parse('{"n":300.00}'))).toBe(true);
    expect(compiled(JSON.parse('{"n":300.000001}'))).toBe(false);
  });

  it('match a number outside of what can be compared literally', () => {
    expect(matches([123456789012], 123456789012)).toBe(true);
    expect(matches([123456789012], 123456789013)).toBe(false);
    expect(matches([0.1234567], 0.1234567)).toBe(true);
  });

  it('match any element of an array', () => {
    expect(matches(['gift'], ['express', 'gift'])).toBe(true);
    expect(matches(['gift'], [['express'], ['gift']])).toBe(true);
    expect(matches(['gift'], ['express'])).toBe(false);
    expect(matches(['gift'], [])).toBe(false);
  });

  it('do not match an object', () => {
    expect(matches(['gift'], { gift: 'gift' })).toBe(false);
  });

  it('of an IP address stand for the address in any notation', () => {
    expect(matches(['2001:db8::1'], '2001:0DB8:0:0:0:0:0:0001')).toBe(true);
    expect(matches(['10.0.0.5'], '10.0.0.5')).toBe(true);
    expect(matches(['10.0.0.5'], '10.0.0.6')).toBe(false);
  });

  it('can be written with exactly', () => {
    expect(matches([{ exactly: 'a' }], 'a')).toBe(true);
    expect(matches([{ exactly: 'a' }], 'A')).toBe(false);
  });
});

describe('prefix and suffix', () => {
  it('look at the ends of strings', () => {
    expect(matches([{ prefix: 'shop.' }], 'shop.order')).toBe(true);
    expect(matches([{ prefix: 'shop.' }], 'my.shop.order')).toBe(false);
    expect(matches([{ suffix: '.png' }], 'a.png')).toBe(true);
    expect(matches([{ suffix: '.png' }], 'a.png.zip')).toBe(false);
    expect(matches([{ prefix: 'Shop.' }], 'shop.order')).toBe(false);
  });

  it('see no other type, even when empty', () => {
    expect(matches([{ prefix: '1' }], 12)).toBe(false);
    expect(matches([{ prefix: '' }], 'anything')).toBe(true);
    expect(matches([{ prefix: '' }], '')).toBe(true);
    expect(matches([{ suffix: '' }], null)).toBe(false);
    expect(matches([{ prefix: '' }], 12)).toBe(false);
  });

  it('can ignore the casing', () => {
    const prefix = [{ prefix: { 'equals-ignore-case': 'EventB' } }];
    expect(matches(prefix, 'EVENTBridge')).toBe(true);
    expect(matches(prefix, 'event')).toBe(false);
    const suffix = [{ suffix: { 'equals-ignore-case': '.PNG' } }];
    expect(matches(suffix, 'a.png')).toBe(true);
    expect(matches(suffix, 'apng')).toBe(false);
  });
});

describe('equals-ignore-case', () => {
  it('matches the whole string in any casing', () => {
    expect(matches([{ 'equals-ignore-case': 'Paid' }], 'pAID')).toBe(true);
    expect(matches([{ 'equals-ignore-case': 'Paid' }], 'prepaid')).toBe(false);
    expect(matches([{ 'equals-ignore-case': 'true' }], true)).toBe(false);
  });

  it('takes what means something in regular expressions literally', () => {
    const text = 'a.b*c+(d)[e]{f}|g^h$i\\j/k-l?';
    expect(matches([{ 'equals-ignore-case': text }], text.toUpperCase())).toBe(
      true,
    );
    expect(matches([{ 'equals-ignore-case': 'a.b' }], 'axb')).toBe(false);
  });

  it('goes by character where casing changes the length', () => {
    expect(matches([{ 'equals-ignore-case': 'straße' }], 'STRASSE')).toBe(true);
    expect(matches([{ 'equals-ignore-case': 'straße' }], 'STRASE')).toBe(false);
  });
});

describe('wildcard', () => {
  it.each([
    ['*', '', true],
    ['*', 'anything', true],
    ['*.png', 'dir/a.png', true],
    ['*.png', 'a.png.zip', false],
    ['dir/*', 'dir/', true],
    ['dir/*', 'dir', false],
    ['a*b', 'ab', true],
    ['a*b', 'a', false],
    ['ab*ba', 'aba', false],
    ['a*b*c', 'aXbYc', true],
    ['a*b*c', 'aXcYb', false],
    ['a*ab*b', 'aab', false],
    ['a*ab*b', 'aabb', true],
    ['exact', 'exact', true],
    ['exact', 'exactly', false],
    ['', '', true],
    ['line*end', 'line\nend', true],
  ])('%s of %s is %s', (pattern, value, expected) => {
    expect(matches([{ wildcard: pattern }], value)).toBe(expected);
  });

  it('takes escaped characters literally', () => {
    expect(matches([{ wildcard: 'a\\*b' }], 'a*b')).toBe(true);
    expect(matches([{ wildcard: 'a\\*b' }], 'axb')).toBe(false);
    expect(matches([{ wildcard: 'a\\\\*' }], 'a\\b')).toBe(true);
    expect(matches([{ wildcard: '*\\**' }], 'x*y')).toBe(true);
    expect(matches([{ wildcard: '*\\**' }], 'xy')).toBe(false);
  });

  it('matches strings only', () => {
    expect(matches([{ wildcard: '*' }], 12)).toBe(false);
    expect(matches([{ wildcard: '*' }], null)).toBe(false);
  });

  it('stays quick with a pattern made to be slow', () => {
    const pattern = `${'a*'.repeat(200)}b`;
    expect(matches([{ wildcard: pattern }], 'a'.repeat(20_000))).toBe(false);
  });
});

describe('anything-but', () => {
  it('matches every other value, of any type', () => {
    const list = [{ 'anything-but': 'gold' }];
    expect(matches(list, 'silver')).toBe(true);
    expect(matches(list, 1)).toBe(true);
    expect(matches(list, null)).toBe(true);
    expect(matches(list, false)).toBe(true);
    expect(matches(list, 'gold')).toBe(false);
  });

  it('needs the field', () => {
    expect(matches([{ 'anything-but': 'gold' }])).toBe(false);
    expect(matches([{ 'anything-but': 'gold' }], [])).toBe(false);
  });

  it('matches an array with one other element', () => {
    expect(matches([{ 'anything-but': 'a' }], ['a', 'b'])).toBe(true);
    expect(matches([{ 'anything-but': 'a' }], ['a', 'a'])).toBe(false);
  });

  it('takes numbers, and lists of one type', () => {
    expect(matches([{ 'anything-but': 5 }], 5)).toBe(false);
    expect(matches([{ 'anything-but': 5 }], '5')).toBe(true);
    expect(matches([{ 'anything-but': [1, 2] }], 2)).toBe(false);
    expect(matches([{ 'anything-but': [1, 2] }], 3)).toBe(true);
    expect(matches([{ 'anything-but': ['a', 'b'] }], 'b')).toBe(false);
  });

  it.each([
    ['prefix', 'init', 'initializing', 'running'],
    ['suffix', '.png', 'a.png', 'a.gif'],
    ['equals-ignore-case', 'init', 'INIT', 'initial'],
    ['wildcard', '*/lib/*', 'a/lib/b', 'a/bin/b'],
  ])('takes %s, with one text or a list', (operator, text, not, yes) => {
    for (const operand of [text, ['something else', text]]) {
      const list = [{ 'anything-but': { [operator]: operand } }];
      expect(matches(list, not)).toBe(false);
      expect(matches(list, yes)).toBe(true);
      expect(matches(list, 1)).toBe(true);
    }
  });
});

describe('numeric', () => {
  it.each([
    [['=', 5], 5, true],
    [['=', 5], 5.000001, false],
    [['<', 5], 4.999999, true],
    [['<', 5], 5, false],
    [['<=', 5], 5, true],
    [['>', 5], 5, false],
    [['>', 5], 5.000001, true],
    [['>=', 5], 5, true],
    [['>', 0, '<=', 5], 0, false],
    [['>', 0, '<=', 5], 5, true],
    [['>=', -1.5, '<', 5], -1.5, true],
    [['>=', -1.5, '<', 5], 5, false],
    [['>=', -5e9], -5e9, true],
  ])('%j of %d is %s', (operand, value, expected) => {
    expect(matches([{ numeric: operand }], value)).toBe(expected);
  });

  it('sees numbers only, within what EventBridge compares', () => {
    expect(matches([{ numeric: ['>', 1] }], '2')).toBe(false);
    expect(matches([{ numeric: ['>', 1] }], true)).toBe(false);
    expect(matches([{ numeric: ['>', 1] }], 5e9)).toBe(true);
    expect(matches([{ numeric: ['>', 1] }], 5e9 + 1)).toBe(false);
    expect(matches([{ numeric: ['>', 1] }], 2.1234567)).toBe(false);
  });
});

describe('exists', () => {
  it('asks for a leaf', () => {
    expect(matches([{ exists: true }], null)).toBe(true);
    expect(matches([{ exists: true }], 0)).toBe(true);
    expect(matches([{ exists: true }])).toBe(false);
    expect(matches([{ exists: false }])).toBe(true);
    expect(matches([{ exists: false }], 'x')).toBe(false);
  });

  it('does not see objects and empty arrays', () => {
    expect(matches([{ exists: true }], { inner: 1 })).toBe(false);
    expect(matches([{ exists: false }], { inner: 1 })).toBe(true);
    expect(matches([{ exists: true }], [])).toBe(false);
    expect(matches([{ exists: false }], [])).toBe(true);
    expect(matches([{ exists: true }], [1])).toBe(true);
  });

  it('can be one of several alternatives', () => {
    expect(matches(['a', { exists: false }])).toBe(true);
    expect(matches(['a', { exists: false }], 'a')).toBe(true);
    expect(matches(['a', { exists: false }], 'b')).toBe(false);
  });
});

describe('cidr', () => {
  it.each([
    ['10.0.0.0/24', '10.0.0.255', true],
    ['10.0.0.0/24', '10.0.1.0', false],
    ['10.0.0.77/24', '10.0.0.1', true],
    ['10.0.0.128/25', '10.0.0.127', false],
    ['0.0.0.0/0', '255.255.255.255', true],
    ['0.0.0.0/0', '::1', false],
    ['2001:db8::/32', '2001:db8:ffff::1', true],
    ['2001:db8::/32', '2001:db9::', false],
    ['2001:db8::/33', '2001:db8:8000::', false],
    ['::/0', '10.0.0.1', false],
    ['10.0.0.0/8', 'ip-10-0-0-1.internal', false],
    ['10.0.0.0/8', '10.0.0', false],
    ['10.0.0.0/8', '10.0.0.256', false],
    ['8.0.0.0/8', '010.0.0.1', false],
    ['10.0.0.0/8', '010.0.0.1', true],
  ])('%s of %s is %s', (cidr, address, expected) => {
    expect(matches([{ cidr }], address)).toBe(expected);
  });

  it('sees strings only', () => {
    expect(matches([{ cidr: '0.0.0.0/0' }], 10)).toBe(false);
  });
});

describe('mixed lists, as Event Ruler reads them', () => {
  it('no text of a list with an address sees an address', () => {
    const list = [{ cidr: '10.0.0.0/8' }, { prefix: '192.' }];
    expect(matches(list, '10.1.2.3')).toBe(true);
    expect(matches(list, '192.168.0.1')).toBe(false);
    expect(matches(list, '192.host')).toBe(true);
    const but = [{ cidr: '10.0.0.0/8' }, { 'anything-but': '192.168.0.1' }];
    expect(matches(but, '192.168.0.1')).toBe(true);
  });

  it('no address is seen in a list with a number', () => {
    const list = [{ cidr: '10.0.0.0/8' }, { numeric: ['>', 5] }];
    expect(matches(list, '10.1.2.3')).toBe(false);
    expect(matches(list, 6)).toBe(true);
  });
});

describe('fields', () => {
  it('must all match', () => {
    const compiled = compileEventPattern({
      source: ['shop.order'],
      detail: { total: [{ numeric: ['>', 10] }], vip: [true] },
    });
    const event = { source: 'shop.order', detail: { total: 20, vip: true } };
    expect(compiled(event)).toBe(true);
    expect(compiled({ ...event, source: 'shop.payment' })).toBe(false);
    expect(compiled({ ...event, detail: { total: 20 } })).toBe(false);
    expect(compiled({ source: 'shop.order' })).toBe(false);
  });

  it('are the same by a step and by a dot in the name', () => {
    const steps = compileEventPattern({ detail: { state: { is: ['on'] } } });
    const dots = compileEventPattern({ 'detail.state.is': ['on'] });
    for (const compiled of [steps, dots]) {
      expect(compiled({ detail: { state: { is: 'on' } } })).toBe(true);
      expect(compiled({ detail: { 'state.is': 'on' } })).toBe(true);
      expect(compiled({ 'detail.state': { is: 'on' } })).toBe(true);
      expect(compiled({ detail: { state: 'on' } })).toBe(false);
    }
  });

  it('are not taken from the prototype of the event', () => {
    expect(compileEventPattern({ constructor: { name: ['Object'] } })({})).toBe(
      false,
    );
    expect(compileEventPattern({ toString: [{ exists: false }] })({})).toBe(
      true,
    );
  });

  it('of something that is no object match nothing', () => {
    const compiled = compileEventPattern({ field: [{ exists: false }] });
    expect(compiled({})).toBe(true);
    for (const event of [undefined, null, 'text', 1, []]) {
      expect(compiled(event)).toBe(false);
    }
  });
});

describe('array consistency', () => {
  const pattern = { items: { sku: ['A1'], qty: [2] } };

  it('needs the fields in the same element', () => {
    const compiled = compileEventPattern(pattern);
    expect(compiled({ items: [{ sku: 'A1', qty: 2 }] })).toBe(true);
    expect(
      compiled({
        items: [
          { sku: 'A1', qty: 1 },
          { sku: 'B2', qty: 2 },
        ],
      }),
    ).toBe(false);
    expect(
      compiled({
        items: [
          { sku: 'B2', qty: 2 },
          { sku: 'A1', qty: 1 },
          { sku: 'A1', qty: 2 },
        ],
      }),
    ).toBe(true);
  });

  it('holds through arrays in arrays', () => {
    const compiled = compileEventPattern({
      orders: { id: [1], lines: { sku: ['A1'], qty: [2] } },
    });
    const order = (id: number, ...lines: object[]) => ({ id, lines });
    const wanted = { sku: 'A1', qty: 2 };
    const half = { sku: 'A1', qty: 1 };
    const otherHalf = { sku: 'B2', qty: 2 };
    expect(compiled({ orders: [order(1, half, wanted)] })).toBe(true);
    expect(compiled({ orders: [order(1, half, otherHalf)] })).toBe(false);
    expect(compiled({ orders: [order(1, half), order(2, wanted)] })).toBe(
      false,
    );
    expect(compiled({ orders: [[order(2, half)], [order(1, wanted)]] })).toBe(
      true,
    );
  });

  it('does not tie different arrays together', () => {
    const compiled = compileEventPattern({
      items: { sku: ['A1'] },
      gifts: { sku: ['G1'] },
      tags: ['eu'],
    });
    expect(
      compiled({
        items: [{ sku: 'B2' }, { sku: 'A1' }],
        gifts: [{ sku: 'G1' }],
        tags: ['us', 'eu'],
      }),
    ).toBe(true);
  });

  it('does not tie the plain values of an array', () => {
    const compiled = compileEventPattern({ a: { tags: ['x'], flags: ['y'] } });
    expect(compiled({ a: [{ tags: ['w', 'x'], flags: ['y', 'z'] }] })).toBe(
      true,
    );
    expect(compiled({ a: [{ tags: ['x'] }, { flags: ['y'] }] })).toBe(false);
  });

  it('lets a field be absent from the element that the fields before it chose', () => {
    // Ruler goes by name: "sku" is chosen before "void" is looked for.
    const compiled = compileEventPattern({
      items: { sku: ['A1'], void: [{ exists: false }] },
    });
    expect(compiled({ items: [{ sku: 'A1' }, { sku: 'B2', void: 1 }] })).toBe(
      true,
    );
    expect(compiled({ items: [{ sku: 'A1', void: 1 }, { sku: 'B2' }] })).toBe(
      false,
    );
    // "bonus" comes before "sku", when no element is chosen yet.
    const before = compileEventPattern({
      items: { bonus: [{ exists: false }], sku: ['A1'] },
    });
    expect(before({ items: [{ sku: 'A1' }, { sku: 'B2', bonus: 1 }] })).toBe(
      false,
    );
  });

  it('stays quick with arrays in arrays', () => {
    const compiled = compileEventPattern({
      rows: { a: { x: [1] }, b: { x: [1] }, c: { x: [1] }, z: [1] },
    });
    const many = Array.from({ length: 200 }, () => ({ x: 1 }));
    const torn = [{ a: many, b: many, c: many }, { z: 1 }];
    expect(compiled({ rows: torn })).toBe(false);
    const whole = { a: many, b: many, c: many, z: 1 };
    expect(compiled({ rows: [...torn, whole] })).toBe(true);
  });
});

describe('$or', () => {
  it('needs one of its objects, and the fields beside it', () => {
    const compiled = compileEventPattern({
      source: ['shop.order'],
      $or: [{ region: ['eu'] }, { account: ['1'], time: [2] }],
    });
    expect(compiled({ source: 'shop.order', region: 'eu' })).toBe(true);
    expect(compiled({ source: 'shop.order', account: '1', time: 2 })).toBe(
      true,
    );
    expect(compiled({ source: 'shop.order', account: '1' })).toBe(false);
    expect(compiled({ region: 'eu' })).toBe(false);
  });

  it('can stand at several places and inside itself', () => {
    const compiled = compileEventPattern({
      $or: [{ a: [1] }, { b: [1], $or: [{ c: [1] }, { d: [1] }] }],
      detail: { $or: [{ x: [1] }, { y: [1] }] },
    });
    expect(compiled({ a: 1, detail: { y: 1 } })).toBe(true);
    expect(compiled({ b: 1, d: 1, detail: { x: 1 } })).toBe(true);
    expect(compiled({ b: 1, detail: { x: 1 } })).toBe(false);
    expect(compiled({ a: 1, detail: { z: 1 } })).toBe(false);
  });

  it('is followed: of a field named twice, the later one counts', () => {
    const inside = compileEventPattern({
      a: ['before'],
      $or: [{ a: ['inside'] }, { b: [1] }],
    });
    expect(inside({ a: 'inside' })).toBe(true);
    expect(inside({ a: 'before', b: 1 })).toBe(true);
    expect(inside({ a: 'before' })).toBe(false);
    const after = compileEventPattern({
      $or: [{ a: ['inside'] }, { b: [1] }],
      a: ['after'],
    });
    expect(after({ a: 'after' })).toBe(true);
    expect(after({ a: 'inside' })).toBe(false);
  });

  it.each([
    [{ $or: { a: [1] } }, { $or: { a: 1 } }, { a: 1 }],
    [{ $or: ['a', 'b'] }, { $or: 'b' }, { a: 1 }],
    [{ $or: [{ prefix: 'a' }, { suffix: 'b' }] }, { $or: 'ax' }, { a: 1 }],
    [{ $or: [{ exists: true }] }, { $or: 1 }, {}],
  ])('is the name of a field in %j', (pattern, matching, other) => {
    const compiled = compileEventPattern(pattern);
    expect(compiled(matching)).toBe(true);
    expect(compiled(other)).toBe(false);
  });

  it('takes a thousand combinations', () => {
    const ten = Array.from({ length: 10 }, (_, index) => ({
      [`f${index}`]: [1],
    }));
    const compiled = compileEventPattern({
      a: { $or: ten },
      b: { $or: ten },
      c: { $or: ten },
    });
    expect(compiled({ a: { f9: 1 }, b: { f9: 1 }, c: { f9: 1 } })).toBe(true);
  });
});

it('keeps no state between events', () => {
  const compiled = compileEventPattern({ a: [{ 'equals-ignore-case': 'x' }] });
  expect([
    compiled({ a: 'X' }),
    compiled({ a: 'y' }),
    compiled({ a: 'x' }),
  ]).toEqual([true, false, true]);
});
