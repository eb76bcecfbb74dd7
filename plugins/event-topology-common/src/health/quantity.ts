/**
 * A number with its unit, for a sentence: `1 message`, `2.5 failures`. Rates
 * are averages, so they may have a fraction; one decimal is shown.
 */
export function quantity(
  value: number,
  singular: string,
  plural: string = `${singular}s`,
): string {
  const shown = formatNumber(value);
  return `${shown} ${shown === '1' ? singular : plural}`;
}

export function formatNumber(value: number): string {
  // Never "0" for something that is there.
  const rounded = Math.round(value * 10) / 10;
  return rounded === 0 && value > 0
    ? 'less than 0.1'
    : rounded.toLocaleString('en-US');
}
