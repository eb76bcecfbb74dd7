/** The values of a cron field that hold on every day alike. */
export interface CronRange {
  name: string;
  least: number;
  most: number;
  /** Names for values, the first standing for `least`. */
  names?: string[];
}

/**
 * The values that a list of numbers, ranges and steps stands for (`0/15`,
 * `MON-FRI`, `*`), in order.
 *
 * @returns undefined when it is none of these
 */
export function cronValues(
  field: string,
  range: CronRange,
): number[] | undefined {
  const values = new Set<number>();
  for (const part of field.split(',')) {
    const [span, step, ...rest] = part.split('/');
    const bounds = boundsOf(span, step !== undefined, range);
    const by = step === undefined ? 1 : Number(step);
    if (
      !bounds ||
      rest.length > 0 ||
      !Number.isInteger(by) ||
      by < 1 ||
      step === ''
    ) {
      return undefined;
    }
    for (let value = bounds.from; value <= bounds.to; value += by) {
      values.add(value);
    }
  }
  return [...values].sort((a, b) => a - b);
}

/** A number or a name as a value of the field. */
export function cronValue(text: string, range: CronRange): number | undefined {
  const named = range.names?.indexOf(text.toUpperCase()) ?? -1;
  if (named >= 0) {
    return range.least + named;
  }
  const value = /^\d+$/.test(text) ? Number(text) : NaN;
  return value >= range.least && value <= range.most ? value : undefined;
}

function boundsOf(
  span: string,
  stepped: boolean,
  range: CronRange,
): { from: number; to: number } | undefined {
  if (span === '*') {
    return { from: range.least, to: range.most };
  }
  const [first, last, ...rest] = span.split('-');
  const from = cronValue(first, range);
  if (from === undefined || rest.length > 0) {
    return undefined;
  }
  if (last === undefined) {
    return { from, to: stepped ? range.most : from };
  }
  const to = cronValue(last, range);
  return to === undefined || to < from ? undefined : { from, to };
}
