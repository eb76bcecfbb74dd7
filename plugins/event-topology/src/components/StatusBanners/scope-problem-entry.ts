import { ScopeProblem } from '../../graph/scope-problems';
import { formatAge } from '../../wording/format-duration';
import { Translate } from '../../wording/Translate';
import { Problem } from './ProblemList';

/**
 * Puts a scope that could not be read into words.
 *
 * @param now - milliseconds since 1970, UTC
 */
export function scopeProblemEntry(
  t: Translate,
  { scope, errors, staleNodes }: ScopeProblem,
  now: number,
): Problem {
  return {
    id: scope.key,
    title: t('state.problemAt', {
      service: scope.service,
      account: scope.accountId,
      region: scope.region,
    }),
    notes: [
      scope.lastCompleteAt
        ? t('state.lastComplete', {
            age: formatAge(t, scope.lastCompleteAt, now),
          })
        : t('state.neverComplete'),
      ...(staleNodes > 0 ? [t('state.affected', { count: staleNodes })] : []),
    ],
    errors,
  };
}
