import { NodeKind, TopologyNode } from '../model';
import { NamedAwsResource, stackNames } from './names';
import { GoldenPathFinding, GoldenPathValues } from './validation-finding';

/** What stacks name, as the kinds of node that the map knows. */
const KINDS: Partial<Record<NamedAwsResource, NodeKind>> = {
  queue: 'queue',
  topic: 'topic',
  rule: 'rule',
  'event-bus': 'event-bus',
  archive: 'archive',
  'api-destination': 'api-destination',
  service: 'ecs-service',
  'task-definition': 'task-definition',
  'state-machine': 'state-machine',
  activity: 'activity',
  stream: 'stream',
  function: 'function',
};

/** Fields that take something that exists, or the name of something new. */
const CHOICES: Record<string, NodeKind> = {
  eventBus: 'event-bus',
  queue: 'queue',
  topic: 'topic',
  stream: 'stream',
  activity: 'activity',
};

/**
 * Holds the names that a stack would make, and what it would use, to what
 * there is in its account and region.
 *
 * @param nodes - those of the map that the person may see
 * @public
 */
export function findCollisions(
  goldenPath: string,
  values: GoldenPathValues,
  nodes: readonly TopologyNode[],
): GoldenPathFinding[] {
  const { name, accountId, region } = values;
  const there = nodes.filter(
    node =>
      node.accountId === accountId &&
      node.region === region &&
      // A stand-in is somebody's word for a resource, not the resource.
      node.kind !== 'external',
  );
  return [
    ...takenNames(goldenPath, String(name), there),
    ...choices(values, there),
  ];
}

function takenNames(
  goldenPath: string,
  name: string,
  there: readonly TopologyNode[],
): GoldenPathFinding[] {
  const wanted = stackNames(name, goldenPath).flatMap(made => {
    const kind = made.resource === 'entity' ? undefined : KINDS[made.resource];
    // A queue with the ending is made only for FIFO; both are wanted.
    return kind
      ? [made.name, made.name.replace(/\.fifo$/, '')].map(one => ({
          kind,
          name: one,
        }))
      : [];
  });
  const taken = there.find(node =>
    wanted.some(one => one.kind === node.kind && one.name === node.name),
  );
  return taken
    ? [
        {
          field: 'name',
          rule: 'name-taken',
          message: `There already is the ${taken.kind} ${taken.name} in account ${taken.accountId}, ${taken.region}: choose another name`,
        },
      ]
    : [];
}

function choices(
  values: GoldenPathValues,
  there: readonly TopologyNode[],
): GoldenPathFinding[] {
  return Object.entries(CHOICES).flatMap(([field, kind]) => {
    const choice = values[field] as
      | { mode?: string; name?: string; arn?: string }
      | undefined;
    if (!choice?.mode || (!choice.name && !choice.arn)) {
      return [];
    }
    const ofKind = there.filter(node => node.kind === kind);
    const found = ofKind.some(node =>
      choice.arn ? node.id === choice.arn : node.name === choice.name,
    );
    if (choice.mode === 'new' && found) {
      return [
        {
          field: `${field}.name`,
          rule: 'name-taken',
          message: `There already is the ${kind} ${choice.name}: choose it, or another name`,
        },
      ];
    }
    // Of a kind that the map shows none of there, it may not be allowed to know.
    return choice.mode === 'existing' && !found && ofKind.length > 0
      ? [
          {
            field,
            rule: 'existing-unknown',
            message: `The map knows no ${kind} ${
              choice.arn ?? choice.name
            } in this account and region: choose one that exists`,
          },
        ]
      : [];
  });
}
