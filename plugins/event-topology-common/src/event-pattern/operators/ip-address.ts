import ipaddr from 'ipaddr.js';

const DOTTED_QUAD = /^[0-9]+\.[0-9]+\.[0-9]+\.[0-9]+$/;
const COLON_SEPARATED = /^[0-9a-fA-F:]*:[0-9a-fA-F:]*$/;

/**
 * The bytes of an IPv4 (4) or IPv6 (16) address, or undefined for any text
 * that Event Ruler does not take for one: host names, zone ids and the
 * mixed notation `::ffff:10.0.0.1`.
 */
export function parseIpAddress(text: string): number[] | undefined {
  if (DOTTED_QUAD.test(text)) {
    // Ruler reads 010 as ten; ipaddr.js would read it as octal.
    const decimal = text.replace(/(^|\.)0+(?=[0-9])/g, '$1');
    return ipaddr.IPv4.isValidFourPartDecimal(decimal)
      ? ipaddr.IPv4.parse(decimal).toByteArray()
      : undefined;
  }
  if (COLON_SEPARATED.test(text) && ipaddr.IPv6.isValid(text)) {
    return ipaddr.process(text).toByteArray();
  }
  return undefined;
}

/** True when two addresses of one family agree in their first bits. */
export function shareLeadingBits(
  a: readonly number[],
  b: readonly number[],
  bits: number,
): boolean {
  if (a.length !== b.length) {
    return false;
  }
  let left = bits;
  for (let index = 0; left > 0; index++, left -= 8) {
    const ignored = Math.max(0, 8 - left);
    if (a[index] >> ignored !== b[index] >> ignored) {
      return false;
    }
  }
  return true;
}
