import { StackResource } from '../state';

/**
 * Who waits for whom when resources are removed: each goes when all that need
 * it are gone. The key tells a resource from the one that it was replaced by.
 */
export function removalOrder(resources: StackResource[]): {
  byKey: Map<string, Set<string>>;
  resources: Map<string, StackResource>;
} {
  const keyOf = ({ logicalId, identity }: StackResource) =>
    `${logicalId}/${identity?.physicalId ?? ''}`;
  return {
    resources: new Map(resources.map(one => [keyOf(one), one])),
    byKey: new Map(
      resources.map(one => [
        keyOf(one),
        new Set(
          resources
            .filter(({ dependsOn }) => dependsOn.includes(one.logicalId))
            .map(keyOf),
        ),
      ]),
    ),
  };
}
