import { randomInt } from 'node:crypto';

const HEX = '0123456789abcdef';
const LETTERS_AND_DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Hexadecimal digits, as in `vpc-0a1b…`. */
export function hexDigits(length: number): string {
  return randomText(HEX, length);
}

/** Capital letters and digits, as in the suffix of a generated name. */
export function capitals(length: number): string {
  return randomText(LETTERS_AND_DIGITS, length);
}

function randomText(alphabet: string, length: number): string {
  return Array.from(
    { length },
    () => alphabet[randomInt(alphabet.length)],
  ).join('');
}
