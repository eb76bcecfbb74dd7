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

/** Resources that name their ARN: those that the portal made of the map, and those that people write. */
export const resourceEntityFilter: FilterPredicate = {
  $all: [{ kind: 'resource' }, { [ARN]: { $exists: true } }],
};

/** Entities that can have queues: a queue has the card of its own figures. */
export const queuesEntityFilter: FilterPredicate = {
  $all: [
    eventEntityFilter,
    { $not: { kind: 'resource', 'spec.type': 'sqs-queue' } },
  ],
};

/** Entities that can have tasks: a service has the card of its own figures. */
export const tasksEntityFilter: FilterPredicate = {
  $all: [
    eventEntityFilter,
    {
      $not: {
        kind: 'resource',
        'spec.type': { $in: ['ecs-service', 'ecs-taskdefinition'] },
      },
    },
  ],
};

/**
 * Entities that can differ from AWS: those above, and the APIs of which their
 * definition may say which events they are.
 */
export const driftEntityFilter: FilterPredicate = {
  $any: [eventEntityFilter, { kind: 'api', 'spec.type': 'asyncapi' }],
};
