import { AwsError } from './errors';
import { paginate } from './paging';

const letters = ['a', 'b', 'c', 'd', 'e'];
const page = (items: string[], asked?: number, token?: string) =>
  paginate(items, item => item, { asked, maximum: 3, token });

it('cuts a list into pages', () => {
  const first = page(letters, 2);
  expect(first.items).toEqual(['a', 'b']);
  const second = page(letters, 2, first.nextToken);
  expect(second.items).toEqual(['c', 'd']);
  const third = page(letters, 2, second.nextToken);
  expect(third).toEqual({ items: ['e'], nextToken: undefined });
});

it('gives no more than the service does', () => {
  expect(page(letters, 100).items).toEqual(['a', 'b', 'c']);
  expect(page(letters).items).toEqual(['a', 'b', 'c']);
});

it('gives no token when the last page is full', () => {
  expect(page(['a', 'b', 'c'], 3).nextToken).toBeUndefined();
});

it('goes on rightly when items came or went in between', () => {
  const { nextToken } = page(letters, 2);
  expect(page(['a', 'aa', 'b', 'bb', 'd', 'e'], 2, nextToken).items).toEqual([
    'd',
    'e',
  ]);
  expect(page(['a'], 2, nextToken)).toEqual({ items: [] });
});

it('refuses a token that it never gave', () => {
  expect(() => page(letters, 2, 'made up')).toThrow(AwsError);
  expect(() =>
    paginate(
      letters,
      item => item,
      { maximum: 3, token: 'made up' },
      () => new AwsError('OfItsOwn', 'An error of the service’s own'),
    ),
  ).toThrow(expect.objectContaining({ code: 'OfItsOwn' }));
});
