import { explainEventPattern } from './explain-event-pattern';
import { InvalidEventPatternError } from './InvalidEventPatternError';

const event = {
  source: 'shop.order',
  'detail-type': 'OrderCreated',
  detail: {
    total: 42,
    customer: { country: 'NZ' },
    tags: ['gift', 'express'],
    items: [
      { sku: 'A1', qty: 1 },
      { sku: 'B2', qty: 3 },
    ],
  },
};

describe('explainEventPattern', () => {
  it('has nothing to say of an event that matches', () => {
    expect(
      explainEventPattern({ source: [{ prefix: 'shop.' }] }, event),
    ).toEqual({ matches: true, mismatches: [] });
  });

  it('names each field that fails, with what is asked for and what is there', () => {
    expect(
      explainEventPattern(
        {
          source: ['shop.order'],
          'detail-type': ['OrderCancelled', { suffix: 'Failed' }],
          detail: {
            total: [{ numeric: ['>', 100, '<=', 500] }],
            customer: { country: [{ 'anything-but': ['NZ', 'AU'] }] },
            voucher: [{ exists: true }],
            tags: ['bulk', { wildcard: 'b*' }],
          },
        },
        event,
      ),
    ).toEqual({
      matches: false,
      mismatches: [
        {
          path: "$['detail-type']",
          expected: '"OrderCancelled" or a value that ends with "Failed"',
          actual: '"OrderCreated"',
        },
        {
          path: '$.detail.customer.country',
          expected: 'anything but "NZ" or "AU"',
          actual: '"NZ"',
        },
        {
          path: '$.detail.tags',
          expected: '"bulk" or a value like "b*"',
          actual: '"gift", "express"',
        },
        {
          path: '$.detail.total',
          expected: 'a number > 100 and <= 500',
          actual: '42',
        },
        {
          path: '$.detail.voucher',
          expected: 'any value',
          actual: 'no such field',
        },
      ],
    });
  });

  it('says that a field should not be there', () => {
    expect(
      explainEventPattern({ detail: { total: [{ exists: false }] } }, event)
        .mismatches,
    ).toEqual([
      { path: '$.detail.total', expected: 'no such field', actual: '42' },
    ]);
  });

  it('explains fields that match only in different array elements', () => {
    const { matches, mismatches } = explainEventPattern(
      { detail: { items: { sku: ['A1'], qty: [3] }, total: [42] } },
      event,
    );
    expect(matches).toBe(false);
    expect(mismatches).toEqual([
      {
        path: '$.detail.items.qty',
        expected: '3, in the same array element as the other fields',
        actual: '1, 3, but in no array element that has the others too',
      },
      {
        path: '$.detail.items.sku',
        expected: '"A1", in the same array element as the other fields',
        actual: '"A1", "B2", but in no array element that has the others too',
      },
    ]);
  });

  it('still names fields when no single one is to blame', () => {
    const { matches, mismatches } = explainEventPattern(
      { detail: { rows: { a: [1], b: [1], c: [1] } } },
      { detail: { rows: [{ a: 1 }, { b: 1 }, { c: 1 }] } },
    );
    expect(matches).toBe(false);
    expect(mismatches.map(({ path }) => path)).toEqual([
      '$.detail.rows.a',
      '$.detail.rows.b',
      '$.detail.rows.c',
    ]);
  });

  it('speaks of the alternative of $or that comes closest', () => {
    expect(
      explainEventPattern(
        {
          detail: {
            $or: [
              { total: [1], voucher: [{ exists: true }] },
              { customer: { country: ['DE'] } },
            ],
          },
        },
        event,
      ).mismatches.map(({ path }) => path),
    ).toEqual(['$.detail.customer.country']);
  });

  it('does not list more values than a person reads', () => {
    const [{ actual }] = explainEventPattern(
      { detail: { n: ['x'] } },
      { detail: { n: [1, 2, 3, 4, 5, 6, 7] } },
    ).mismatches;
    expect(actual).toBe('1, 2, 3, 4, 5 and 2 more');
  });

  it.each([undefined, null, 'text', [event]])(
    'says of %j that it is no event',
    value => {
      const { matches, mismatches } = explainEventPattern(
        { source: ['shop.order'] },
        value,
      );
      expect(matches).toBe(false);
      expect(mismatches).toEqual([expect.objectContaining({ path: '$' })]);
    },
  );

  it('throws for a pattern that EventBridge refuses', () => {
    expect(() => explainEventPattern({ source: 'shop.order' }, event)).toThrow(
      InvalidEventPatternError,
    );
  });
});
