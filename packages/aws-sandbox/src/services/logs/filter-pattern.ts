import { UnsupportedError } from '../../core';

/**
 * Whether a message holds the terms of a filter pattern: all plain ones, none
 * with `-` before it, and one of those with `?` when there are such.
 *
 * @throws AwsError `UnsupportedOperation` for patterns over JSON, columns and expressions
 */
export function compileFilterPattern(
  pattern: string | undefined,
): (message: string) => boolean {
  const text = pattern?.trim() ?? '';
  if (/^[{[%]/.test(text)) {
    throw new UnsupportedError(`the filter pattern ${text}`);
  }
  const terms = [...text.matchAll(/([-?]?)(?:"((?:[^"\\]|\\.)*)"|(\S+))/g)].map(
    ([, sign, quoted, plain]) => ({
      sign,
      term: quoted?.replace(/\\(.)/g, '$1') ?? plain,
    }),
  );
  const withSign = (wanted: string) =>
    terms.filter(({ sign }) => sign === wanted).map(({ term }) => term);
  const [all, none, any] = [withSign(''), withSign('-'), withSign('?')];
  return message =>
    all.every(term => message.includes(term)) &&
    !none.some(term => message.includes(term)) &&
    (any.length === 0 || any.some(term => message.includes(term)));
}
