/** What AWS allows in the name of one kind of resource. @public */
export interface AwsNameRule {
  /** The kind, for people: `queue`. */
  title: string;
  maxLength: number;
  /** What the whole name must look like. */
  pattern: RegExp;
  /** The same in words. */
  allowed: string;
}

/**
 * AWS's rules for names, by kind of resource. The figures are those of each
 * service's API reference.
 *
 * @public
 */
export const AWS_NAME_RULES = {
  stack: rule(
    'stack',
    128,
    /^[A-Za-z][-A-Za-z0-9]*$/,
    'letters, digits and hyphens, a letter first',
  ),
  queue: rule(
    'queue',
    80,
    /^[-\w]+(\.fifo)?$/,
    'letters, digits, hyphens and underscores',
  ),
  topic: rule(
    'topic',
    256,
    /^[-\w]+(\.fifo)?$/,
    'letters, digits, hyphens and underscores',
  ),
  rule: rule(
    'rule',
    64,
    /^[.\-_A-Za-z0-9]+$/,
    'letters, digits, dots, hyphens and underscores',
  ),
  'event-bus': rule(
    'event bus',
    256,
    /^(?!.*\.\.)[/.\-_A-Za-z0-9]+$/,
    'letters, digits, single dots, hyphens, underscores and slashes',
  ),
  archive: rule(
    'archive',
    48,
    /^[.\-_A-Za-z0-9]+$/,
    'letters, digits, dots, hyphens and underscores',
  ),
  connection: rule(
    'connection',
    64,
    /^[.\-_A-Za-z0-9]+$/,
    'letters, digits, dots, hyphens and underscores',
  ),
  'api-destination': rule(
    'API destination',
    64,
    /^[.\-_A-Za-z0-9]+$/,
    'letters, digits, dots, hyphens and underscores',
  ),
  'load-balancer': rule(
    'load balancer',
    32,
    /^(?!internal-)[A-Za-z0-9](-?[A-Za-z0-9]+)*$/,
    'letters, digits and single hyphens, and not internal- in front',
  ),
  'target-group': rule(
    'target group',
    32,
    /^[A-Za-z0-9](-?[A-Za-z0-9]+)*$/,
    'letters, digits and single hyphens',
  ),
  cluster: rule(
    'cluster',
    255,
    /^[-\w]+$/,
    'letters, digits, hyphens and underscores',
  ),
  service: rule(
    'service',
    255,
    /^[-\w]+$/,
    'letters, digits, hyphens and underscores',
  ),
  'task-definition': rule(
    'task definition',
    255,
    /^[-\w]+$/,
    'letters, digits, hyphens and underscores',
  ),
  'capacity-provider': rule(
    'capacity provider',
    255,
    /^(?!aws|ecs|fargate)[-\w]+$/i,
    'letters, digits, hyphens and underscores, and not aws, ecs or fargate in front',
  ),
  role: rule('role', 64, /^[\w+=,.@-]+$/, 'letters, digits and + = , . @ - _'),
  'state-machine': rule(
    'state machine',
    80,
    /^[-\w]+$/,
    'letters, digits, hyphens and underscores',
  ),
  activity: rule(
    'activity',
    80,
    /^[-\w]+$/,
    'letters, digits, hyphens and underscores',
  ),
  stream: rule(
    'stream',
    128,
    /^[-.\w]+$/,
    'letters, digits, dots, hyphens and underscores',
  ),
  table: rule(
    'table',
    255,
    /^[-.\w]{3,}$/,
    'at least three letters, digits, dots, hyphens and underscores',
  ),
  'log-group': rule(
    'log group',
    512,
    /^[-./#\w]+$/,
    'letters, digits, and . - _ / #',
  ),
  alarm: rule('alarm', 255, /^[^:\p{Cc}]+$/u, 'anything but colons'),
  function: rule(
    'function',
    64,
    /^[-\w]+$/,
    'letters, digits, hyphens and underscores',
  ),
} as const satisfies Record<string, AwsNameRule>;

/** @public */
export type NamedAwsResource = keyof typeof AWS_NAME_RULES;

function rule(
  title: string,
  maxLength: number,
  pattern: RegExp,
  allowed: string,
): AwsNameRule {
  return { title, maxLength, pattern, allowed };
}

/**
 * Says what is wrong with a name, or nothing when AWS takes it.
 *
 * @public
 */
export function checkAwsName(
  resource: NamedAwsResource,
  name: string,
): string | undefined {
  const { title, maxLength, pattern, allowed } = AWS_NAME_RULES[resource];
  if (name.length > maxLength) {
    return `The name of a ${title} has at most ${maxLength} characters; this one has ${name.length}`;
  }
  return pattern.test(name)
    ? undefined
    : `The name of a ${title} has ${allowed}`;
}

/** A name that the stack of a service gives to something. @public */
export interface StackName {
  /** What AWS's rule to hold it to is; `entity` is the software catalog's own. */
  resource: NamedAwsResource | 'entity';
  name: string;
}

/** The software catalog's limit for `metadata.name`. */
const ENTITY_NAME_MAX_LENGTH = 63;

/**
 * What golden paths append to the service's name, by what they name with it.
 * Resources that aren't listed are named by CloudFormation, which keeps to
 * AWS's limits by itself.
 */
const COMMON_SUFFIXES: [StackName['resource'], string][] = [
  ['stack', ''],
  ['cluster', ''],
  ['service', ''],
  ['task-definition', ''],
  ['table', '-idempotency'],
  ['topic', '-alarms'],
  ['alarm', '-failed-invocations'],
  ['entity', '-messages'],
];

const SUFFIXES: Record<string, [StackName['resource'], string][]> = {
  'public-api': [
    ['rule', ''],
    ['queue', '-rule-dlq'],
    ['api-destination', ''],
    ['connection', ''],
    ['load-balancer', ''],
    ['target-group', ''],
  ],
  'private-api': [
    ['rule', ''],
    ['queue', '-rule-dlq'],
    ['api-destination', ''],
    ['connection', ''],
    ['load-balancer', ''],
    ['target-group', ''],
  ],
  'queue-worker': [
    ['queue', '.fifo'],
    ['queue', '-dlq.fifo'],
    ['queue', '-rule-dlq'],
    ['queue', '-subscription-dlq.fifo'],
    ['rule', ''],
  ],
  'event-task': [
    ['rule', ''],
    ['rule', '-small'],
    ['rule', '-failed'],
    ['queue', '-rule-dlq'],
    ['queue', '-small-rule-dlq'],
    ['queue', '-failed-rule-dlq'],
    ['queue', '-failed-tasks'],
    ['function', '-small'],
    ['alarm', '-small-failed-invocations'],
    ['alarm', '-failed-failed-invocations'],
  ],
  'workflow-task': [
    ['state-machine', ''],
    ['rule', ''],
    ['queue', '-rule-dlq'],
    ['queue', '-failed-executions'],
    ['alarm', '-executions-timed-out'],
    ['alarm', '-executions-throttled'],
  ],
  'activity-worker': [
    ['activity', ''],
    ['state-machine', '-example'],
    ['queue', '-failed-items'],
    ['alarm', '-heartbeat-missed'],
    ['alarm', '-executions-timed-out'],
    ['entity', '-failed-items'],
  ],
  'event-producer': [
    ['load-balancer', ''],
    ['target-group', ''],
  ],
  'event-bus': [
    ['event-bus', ''],
    ['archive', ''],
    ['rule', ''],
    ['queue', '-rule-dlq'],
  ],
  'topic-fanout': [
    ['topic', '.fifo'],
    ['queue', '.fifo'],
    ['queue', '-subscription-dlq.fifo'],
  ],
  'stream-consumer': [
    ['stream', ''],
    ['table', '-leases'],
    ['queue', '-failed-records'],
    ['entity', '-failed-records'],
  ],
};

/**
 * The names that the stack of a service makes of the service's own.
 *
 * @param goldenPath - the golden path's id; of one that isn't known, only what every stack makes is listed
 * @public
 */
export function stackNames(
  serviceName: string,
  goldenPath?: string,
): StackName[] {
  return [...COMMON_SUFFIXES, ...suffixesOf(goldenPath)].map(
    ([resource, suffix]) => ({ resource, name: `${serviceName}${suffix}` }),
  );
}

function suffixesOf(goldenPath: string | undefined) {
  return goldenPath && Object.hasOwn(SUFFIXES, goldenPath)
    ? SUFFIXES[goldenPath]
    : [];
}

function maxLengthOf(resource: StackName['resource']): number {
  return resource === 'entity'
    ? ENTITY_NAME_MAX_LENGTH
    : AWS_NAME_RULES[resource].maxLength;
}

/** How long a service's name may be, and what says so. @public */
export interface ServiceNameLimit {
  maxLength: number;
  /** The resource whose name would get too long first. */
  because: string;
}

/**
 * How long the name of a service may be, so that every name that its stack
 * makes of it fits.
 *
 * @public
 */
export function serviceNameLimit(goldenPath?: string): ServiceNameLimit {
  const limits = stackNames('', goldenPath).map(
    ({ resource, name: suffix }) => ({
      maxLength: maxLengthOf(resource) - suffix.length,
      because:
        resource === 'entity'
          ? `the catalog entity …${suffix} has at most ${ENTITY_NAME_MAX_LENGTH}`
          : `the ${AWS_NAME_RULES[resource].title} …${suffix} has at most ${AWS_NAME_RULES[resource].maxLength}`,
    }),
  );
  return limits.reduce((least, one) =>
    one.maxLength < least.maxLength ? one : least,
  );
}

/**
 * The form of a service's name: the smallest set that a stack, a load
 * balancer, a DNS label and a catalog entity all take.
 */
const SERVICE_NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/**
 * Says what is wrong with the name of a service, or nothing when everything
 * that its stack names with it can be named so.
 *
 * @public
 */
export function checkServiceName(
  name: string,
  goldenPath?: string,
): string | undefined {
  if (!SERVICE_NAME.test(name)) {
    return 'A service is named with lower-case letters, digits and single hyphens between them, a letter first';
  }
  if (/^(internal-|aws-)/.test(name)) {
    return `Names that begin with '${name.slice(
      0,
      name.indexOf('-') + 1,
    )}' are AWS's own`;
  }
  const { maxLength, because } = serviceNameLimit(goldenPath);
  return name.length > maxLength
    ? `The name has at most ${maxLength} characters, because ${because}; this one has ${name.length}`
    : undefined;
}
