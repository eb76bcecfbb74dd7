import { FilterPredicate } from '@backstage/filter-predicates';
import { TOPOLOGY_ANNOTATIONS } from '@ecs-eda/plugin-event-topology-common';

const ARN = `metadata.annotations.${TOPOLOGY_ANNOTATIONS.arn}` as const;
const SERVICE_ARN =
  `metadata.annotations.${TOPOLOGY_ANNOTATIONS.ecsServiceArn}` as const;
const SERVICE_TAGS =
  `metadata.annotations.${TOPOLOGY_ANNOTATIONS.ecsServiceTags}` as const;

/** Component types that nothing runs of in AWS. */
const NOT_DEPLOYED = ['library', 'website', 'documentation'];

/**
 * Entities that may have a part in the event topology: those that name their
 * AWS resources, and components, whose AWS resources may name them by tag. The
 * catalog does not know the tags, so a component without any part in it says so.
 */
export const eventEntityFilter: FilterPredicate = {
  $any: [
    { [ARN]: { $exists: true } },
    { [SERVICE_ARN]: { $exists: true } },
    { [SERVICE_TAGS]: { $exists: true } },
    {
      $all: [
        { kind: 'component' },
        { $not: { 'spec.type': { $in: NOT_DEPLOYED } } },
      ],
    },
  ],
};

/** Resources that are something on the map: they have one card with their figures and those next to them. */
export const resourceEntityFilter: FilterPredicate = {
  $all: [{ kind: 'resource' }, eventEntityFilter],
};

/** All others: components and what else has queues and tasks. */
export const partsEntityFilter: FilterPredicate = {
  $all: [{ $not: { kind: 'resource' } }, eventEntityFilter],
};

/**
 * Entities that can differ from AWS: those above, and the APIs of which their
 * definition may say which events they are.
 */
export const driftEntityFilter: FilterPredicate = {
  $any: [eventEntityFilter, { kind: 'api', 'spec.type': 'asyncapi' }],
};
