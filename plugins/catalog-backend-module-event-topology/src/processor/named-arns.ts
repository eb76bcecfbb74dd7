import { Entity } from '@backstage/catalog-model';
import { TOPOLOGY_ANNOTATIONS } from '@ecs-eda/plugin-event-topology-common';

/** The ARNs that an entity's annotations name. */
export function namedArns({ metadata: { annotations } }: Entity): string[] {
  return [TOPOLOGY_ANNOTATIONS.arn, TOPOLOGY_ANNOTATIONS.ecsServiceArn].flatMap(
    annotation =>
      annotations?.[annotation]
        ?.split(',')
        .map(arn => arn.trim())
        .filter(Boolean) ?? [],
  );
}

/** Entities with this key are processed again when the flow around an ARN changes. */
export function refreshKeyOf(arn: string): string {
  return `event-topology:${arn}`;
}
