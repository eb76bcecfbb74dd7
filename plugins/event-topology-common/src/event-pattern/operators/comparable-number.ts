/**
 * The largest magnitude that EventBridge compares as a number; the user guide
 * gives -5.0e9 to +5.0e9, inclusive.
 */
export const LARGEST_COMPARABLE_NUMBER = 5e9;

/** The digits after the decimal point that EventBridge compares. */
const DECIMALS = 6;

/**
 * True for a number that EventBridge can compare. Any other number is only
 * ever equal to itself, literally.
 */
export function isComparableNumber(value: number): boolean {
  return (
    Math.abs(value) <= LARGEST_COMPARABLE_NUMBER &&
    Number(value.toFixed(DECIMALS)) === value
  );
}

/** Why a number cannot be compared, for an error; undefined when it can. */
export function whyNotComparable(value: number): string | undefined {
  if (isComparableNumber(value)) {
    return undefined;
  }
  return Math.abs(value) > LARGEST_COMPARABLE_NUMBER || !Number.isFinite(value)
    ? `Value must be between ${-LARGEST_COMPARABLE_NUMBER} and ${LARGEST_COMPARABLE_NUMBER}, inclusive`
    : `Only values up to ${DECIMALS} decimals are supported: ${value}`;
}
