import { validationError } from '../errors';

/**
 * `Fn::Cidr` for IPv4: as many subnets of a block as are asked for.
 *
 * @param hostBits - how many bits of an address a subnet leaves to its hosts
 * @throws AwsError `ValidationError` when they don't fit
 */
export function subnetsOf(
  block: string,
  count: number,
  hostBits: number,
): string[] {
  const match = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\/(\d+)$/.exec(block);
  const [a, b, c, d, length] = (match ?? []).slice(1).map(Number);
  if (!match || [a, b, c, d].some(octet => octet > 255) || length > 32) {
    throw validationError(
      `Template error: Fn::Cidr: ${block} is not an IPv4 block; the AWS sandbox has no IPv6`,
    );
  }
  const size = 2 ** hostBits;
  const first = ((a * 256 + b) * 256 + c) * 256 + d;
  const begin = first - (first % 2 ** (32 - length));
  if (count * size > 2 ** (32 - length) || count < 1 || count > 256) {
    throw validationError(
      `Template error: Fn::Cidr: ${block} has no room for ${count} subnets with ${hostBits} bits each`,
    );
  }
  return Array.from({ length: count }, (_, index) => {
    const address = begin + index * size;
    const octets = [24, 16, 8, 0].map(
      bits => Math.floor(address / 2 ** bits) % 256,
    );
    return `${octets.join('.')}/${32 - hostBits}`;
  });
}
