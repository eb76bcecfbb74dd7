import { parseItem } from './activity-item';

test('an item is an ID and what is to be done', () => {
  expect(parseItem('{"id":"e/1","data":{"customer":7}}')).toEqual({
    id: 'e/1',
    data: { customer: 7 },
  });
});

test.each(['no JSON', 'null', '"text"', '{"data":1}', '{"id":""}', '{"id":7}'])(
  '%s is no item, which no other try changes',
  input => {
    expect(() => parseItem(input)).toThrow(
      expect.objectContaining({ name: 'Item.Invalid' }),
    );
  },
);
