import { paginate } from '../../core';
import { validationError } from './errors';

/** CloudFormation lists a hundred at a time and takes no wish. */
const PAGE_SIZE = 100;

/** One page of a list that grows at its end only. */
export function page<T>(
  items: T[],
  token: string | undefined,
): { items: T[]; NextToken?: string } {
  const positioned = items.map((item, index) => ({
    item,
    key: String(index).padStart(9, '0'),
  }));
  const found = paginate(
    positioned,
    ({ key }) => key,
    { maximum: PAGE_SIZE, token },
    () => validationError('NextToken is not valid'),
  );
  return {
    items: found.items.map(({ item }) => item),
    NextToken: found.nextToken,
  };
}
