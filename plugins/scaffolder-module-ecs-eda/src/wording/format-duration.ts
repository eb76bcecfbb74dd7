const UNITS = [
  { unit: 'day', seconds: 86_400 },
  { unit: 'hour', seconds: 3_600 },
  { unit: 'minute', seconds: 60 },
  { unit: 'second', seconds: 1 },
] as const;

/** How a duration is worded. */
export interface DurationWording {
  /** Of the reader's browser, if absent. */
  locale?: string;
  /** `long`: 3 minutes; `narrow`: 3m. */
  display?: 'long' | 'narrow';
}

/**
 * A duration in its two largest units, in the words of the reader's language:
 * `3 minutes 20 seconds`.
 */
export function formatDuration(
  seconds: number,
  wording: DurationWording = {},
): string {
  if (seconds < 1) {
    return inUnit(Number(seconds.toPrecision(2)), 'second', wording);
  }
  let left = Math.round(seconds);
  const first = UNITS.findIndex(one => left >= one.seconds);
  return UNITS.slice(first, first + 2)
    .flatMap(({ unit, seconds: size }) => {
      const count = Math.floor(left / size);
      left -= count * size;
      return count === 0 ? [] : [inUnit(count, unit, wording)];
    })
    .join(' ');
}

function inUnit(
  count: number,
  unit: string,
  { locale, display = 'long' }: DurationWording,
): string {
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit,
    unitDisplay: display,
  }).format(count);
}
