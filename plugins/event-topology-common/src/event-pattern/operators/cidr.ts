import { InvalidEventPatternError } from '../InvalidEventPatternError';
import { ValueTest } from '../value-test';
import { parseIpAddress, shareLeadingBits } from './ip-address';

export function compileCidr(operand: unknown, path: string): ValueTest {
  if (typeof operand !== 'string') {
    throw new InvalidEventPatternError(
      path,
      'cidr match pattern must be a string, such as "10.0.0.0/24"',
    );
  }
  const parts = operand.split('/');
  if (parts.length !== 2) {
    throw new InvalidEventPatternError(
      path,
      "Malformed CIDR, one '/' required",
    );
  }
  const [addressText, maskText] = parts;
  if (!/^[+-]?[0-9]+$/.test(maskText)) {
    throw new InvalidEventPatternError(
      path,
      'Malformed CIDR, mask bits must be an integer',
    );
  }
  const maskBits = Number(maskText);
  if (maskBits < 0) {
    throw new InvalidEventPatternError(
      path,
      'Malformed CIDR, mask bits must not be negative',
    );
  }
  const network = parseIpAddress(addressText);
  if (!network) {
    throw new InvalidEventPatternError(
      path,
      `Nonstandard IP address: ${addressText}`,
    );
  }
  const addressBits = network.length * 8;
  if (maskBits >= addressBits) {
    throw new InvalidEventPatternError(
      path,
      `${
        addressBits === 32 ? 'IPv4' : 'IPv6'
      } mask bits must be < ${addressBits}; for a single address write the address itself instead of cidr`,
    );
  }
  return {
    kind: 'value',
    reads: 'address',
    negated: false,
    expected: `an IP address in ${operand}`,
    passes: value => {
      const address =
        typeof value === 'string' ? parseIpAddress(value) : undefined;
      return (
        address !== undefined && shareLeadingBits(address, network, maskBits)
      );
    },
  };
}
