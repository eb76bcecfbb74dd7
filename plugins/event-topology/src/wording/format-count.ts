const EXACT = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const FRACTION = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const COMPACT = new Intl.NumberFormat('en', {
  notation: 'compact',
  maximumFractionDigits: 1,
});

/** A figure that fits a card: exact below ten thousand, one decimal below ten. */
export function formatCount(value: number): string {
  if (Math.abs(value) >= 10_000) {
    return COMPACT.format(value);
  }
  return Math.abs(value) < 10 ? FRACTION.format(value) : EXACT.format(value);
}
