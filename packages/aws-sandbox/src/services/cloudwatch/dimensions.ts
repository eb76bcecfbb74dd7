import type { Dimension } from '@aws-sdk/client-cloudwatch';

/** Dimensions as the metric store has them. */
export function dimensionsOf(
  dimensions: Dimension[] | undefined,
): Record<string, string> {
  return Object.fromEntries(
    (dimensions ?? []).map(({ Name = '', Value = '' }) => [Name, Value]),
  );
}
