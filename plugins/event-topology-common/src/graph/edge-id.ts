import { EdgeKind } from '../model';

/**
 * The id of an edge: stable across reads, unique among edges. `discriminator`
 * tells apart two edges of one kind between the same nodes, such as two
 * targets of a rule with the same ARN.
 *
 * @public
 */
export function edgeId(
  from: string,
  kind: EdgeKind,
  to: string,
  discriminator?: string,
): string {
  const id = `${from}|${kind}|${to}`;
  return discriminator ? `${id}|${discriminator}` : id;
}
