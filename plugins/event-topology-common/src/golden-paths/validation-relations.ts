import { parseArn } from '../arn';
import {
  compileEventPattern,
  EVENT_PATTERN_DEFAULT_MAXIMUM_LENGTH,
  InvalidEventPatternError,
} from '../event-pattern';
import { durationInWords } from '../health/duration-in-words';
import {
  API_DESTINATION_RATE_LIMIT_PER_SECOND,
  apiDestinationBacklog,
} from './api-destination-backlog';
import { isFargateSize } from './fargate-sizes';
import { AWS_LIMITS } from './limits';
import { computeScaling, InvalidScalingError } from './scaling';
import { GoldenPathFinding, GoldenPathValues } from './validation-finding';

/** What a rule over several fields has to say. */
export interface RelationResult {
  problems?: GoldenPathFinding[];
  warnings?: GoldenPathFinding[];
  /** Values that the rule completes. */
  values?: GoldenPathValues;
}

/** Rules over several fields; a rule whose fields aren't asked says nothing. */
export const RELATIONS: ((values: GoldenPathValues) => RelationResult)[] = [
  capacityIsNamed,
  sizeIsSold,
  networkIsWhole,
  choicesAreNamed,
  resourcesAreAtHome,
  alarmsReachSomebody,
  patternCompiles,
  scalingIsComputed,
  tasksHaveRoom,
  messagesStayHidden,
  heartbeatsComeInTime,
  rateLimitHolds,
  overridesFit,
];

const SERVERLESS = ['FARGATE', 'FARGATE_SPOT'];

function capacityIsNamed(values: GoldenPathValues): RelationResult {
  return values.capacity === 'CAPACITY_PROVIDER' && !values.capacityProviderName
    ? problem(
        'capacityProviderName',
        'capacity-provider-required',
        'Name the capacity provider that the tasks run on',
      )
    : {};
}

function sizeIsSold({
  size,
  capacity = 'FARGATE',
}: GoldenPathValues): RelationResult {
  if (!isObject(size) || !SERVERLESS.includes(String(capacity))) {
    return {};
  }
  const { cpu, memoryMiB } = size;
  return typeof cpu === 'number' &&
    typeof memoryMiB === 'number' &&
    isFargateSize({ cpu, memoryMiB })
    ? {}
    : problem(
        'size',
        'fargate-size',
        `Fargate has no task of ${cpu} CPU units and ${memoryMiB} MiB: choose a pair that it has`,
      );
}

function networkIsWhole(values: GoldenPathValues): RelationResult {
  if (values.network !== 'existing') {
    return {};
  }
  if (!values.vpcId) {
    return problem('vpcId', 'vpc-required', 'Enter the id of the VPC');
  }
  const zones = listOf(values.availabilityZones);
  const findings: GoldenPathFinding[] = [];
  if (new Set(zones).size !== zones.length) {
    findings.push({
      field: 'availabilityZones',
      rule: 'zones-differ',
      message: 'Each availability zone is given once',
    });
  }
  for (const field of ['privateSubnetIds', 'publicSubnetIds']) {
    const subnets = listOf(values[field]);
    const needed = field === 'privateSubnetIds' || subnets.length > 0;
    if (new Set(subnets).size !== subnets.length) {
      findings.push({
        field,
        rule: 'subnets-differ',
        message: 'Each subnet is given once',
      });
    } else if (
      needed &&
      (subnets.length < 2 || subnets.length !== zones.length)
    ) {
      findings.push({
        field,
        rule: 'subnets-in-zones',
        message: `Enter one subnet for each availability zone, in the same order, and at least two: there are ${subnets.length} for ${zones.length} zones`,
      });
    }
  }
  return { problems: findings };
}

/** Fields that take something that exists, or the name of something new. */
const CHOICES = ['eventBus', 'queue', 'cluster', 'topic', 'stream', 'activity'];

function choicesAreNamed(values: GoldenPathValues): RelationResult {
  const problems = CHOICES.flatMap(field => {
    const choice = values[field];
    return isObject(choice) &&
      choice.mode === 'existing' &&
      !choice.name &&
      !choice.arn
      ? [
          {
            field,
            rule: 'existing-required',
            message: 'Choose the one that exists, or make a new one',
          },
        ]
      : [];
  });
  return { problems };
}

/** What a stack can only use in its own account and region. */
function resourcesAreAtHome(values: GoldenPathValues): RelationResult {
  const { accountId, region } = values;
  if (typeof accountId !== 'string' || typeof region !== 'string') {
    return {};
  }
  const arns: [string, unknown][] = [
    ['stateMachineArn', values.stateMachineArn],
    ['alarmTopicArn', values.alarmTopicArn],
    ['certificateArn', values.certificateArn],
    ...CHOICES.map((field): [string, unknown] => {
      const choice = values[field];
      return [`${field}.arn`, isObject(choice) ? choice.arn : undefined];
    }),
  ];
  return {
    problems: arns.flatMap(([field, value]) => {
      const arn = typeof value === 'string' ? parseArn(value) : undefined;
      return arn && (arn.accountId !== accountId || arn.region !== region)
        ? [
            {
              field,
              rule: 'same-account-and-region',
              message: `It is in account ${arn.accountId}, ${arn.region}; the stack goes to ${accountId}, ${region} and reaches only what is there`,
            },
          ]
        : [];
    }),
  };
}

function alarmsReachSomebody(values: GoldenPathValues): RelationResult {
  return values.alarmTarget === 'existing' && !values.alarmTopicArn
    ? problem(
        'alarmTopicArn',
        'alarm-topic-required',
        'Enter the ARN of the topic that alarms go to',
      )
    : {};
}

function patternCompiles({ eventPattern }: GoldenPathValues): RelationResult {
  if (isBlank(eventPattern)) {
    return {};
  }
  try {
    compileEventPattern(eventPattern);
  } catch (error) {
    if (error instanceof InvalidEventPatternError) {
      return problem(
        'eventPattern',
        'event-pattern',
        `At ${error.path}: ${error.reason}`,
      );
    }
    throw error;
  }
  const pattern =
    typeof eventPattern === 'string' ? JSON.parse(eventPattern) : eventPattern;
  const { length } = JSON.stringify(pattern);
  return {
    values: { eventPattern: pattern },
    ...(length > EVENT_PATTERN_DEFAULT_MAXIMUM_LENGTH && {
      warnings: [
        {
          field: 'eventPattern',
          rule: 'event-pattern-length',
          message: `The pattern has ${length} characters; AWS takes ${EVENT_PATTERN_DEFAULT_MAXIMUM_LENGTH} unless the account's quota was raised`,
        },
      ],
    }),
  };
}

function scalingIsComputed({ scaling }: GoldenPathValues): RelationResult {
  if (
    !isObject(scaling) ||
    scaling.acceptableLatencySeconds === undefined ||
    scaling.processingSeconds === undefined
  ) {
    return {};
  }
  try {
    const advice = computeScaling({
      acceptableLatencySeconds: scaling.acceptableLatencySeconds as number,
      processingSeconds: scaling.processingSeconds as number,
      peakMessagesPerSecond: scaling.peakMessagesPerSecond as
        | number
        | undefined,
      minTasks: scaling.minTasks as number | undefined,
      maxTasks: scaling.maxTasks as number | undefined,
    });
    return {
      values: {
        scaling: {
          ...scaling,
          targetBacklogPerTask: advice.targetBacklogPerTask,
          minTasks: advice.minTasks,
          maxTasks: advice.maxTasks,
          visibilityTimeoutSeconds: advice.visibilityTimeoutSeconds,
        },
      },
      warnings: advice.warnings.map(message => ({
        field: 'scaling',
        rule: 'scaling-advice',
        message,
      })),
    };
  } catch (error) {
    if (error instanceof InvalidScalingError) {
      return problem(`scaling.${error.field}`, 'scaling', error.message);
    }
    throw error;
  }
}

function tasksHaveRoom(values: GoldenPathValues): RelationResult {
  const { minTasks, maxTasks } = values;
  return typeof minTasks === 'number' &&
    typeof maxTasks === 'number' &&
    maxTasks < minTasks
    ? problem(
        'maxTasks',
        'tasks-range',
        `The most tasks are no fewer than the least, which are ${minTasks}`,
      )
    : {};
}

function messagesStayHidden(values: GoldenPathValues): RelationResult {
  const visibility = values.visibilityTimeoutSeconds;
  const processing =
    values.processingSeconds ??
    (isObject(values.scaling) ? values.scaling.processingSeconds : undefined);
  if (typeof visibility !== 'number') {
    return {};
  }
  if (visibility > AWS_LIMITS.visibilityTimeoutMaxSeconds) {
    return problem(
      'visibilityTimeoutSeconds',
      'visibility-timeout-limit',
      `SQS hides a message for at most ${AWS_LIMITS.visibilityTimeoutMaxSeconds} seconds`,
    );
  }
  if (typeof processing !== 'number') {
    return {};
  }
  const least = AWS_LIMITS.visibilityTimeoutPerProcessing * processing;
  return visibility < least
    ? problem(
        'visibilityTimeoutSeconds',
        'visibility-timeout',
        `A message must stay hidden for at least ${AWS_LIMITS.visibilityTimeoutPerProcessing} times what one takes, ${least} seconds, or a slow one is handled twice`,
      )
    : {};
}

function heartbeatsComeInTime(values: GoldenPathValues): RelationResult {
  const { heartbeatSeconds, timeoutSeconds } = values;
  for (const field of ['heartbeatSeconds', 'timeoutSeconds']) {
    const seconds = values[field];
    if (
      typeof seconds === 'number' &&
      !(seconds >= 1 && seconds <= AWS_LIMITS.stateTimeoutMaxSeconds)
    ) {
      return problem(
        field,
        'state-timeout',
        `Step Functions takes 1 to ${AWS_LIMITS.stateTimeoutMaxSeconds} seconds`,
      );
    }
  }
  return typeof heartbeatSeconds === 'number' &&
    typeof timeoutSeconds === 'number' &&
    heartbeatSeconds >= timeoutSeconds
    ? problem(
        'heartbeatSeconds',
        'heartbeat-before-timeout',
        `A heartbeat is due before the time is over: less than ${timeoutSeconds} seconds`,
      )
    : {};
}

function rateLimitHolds(values: GoldenPathValues): RelationResult {
  const field = 'invocationRateLimitPerSecond';
  const limit = values[field];
  if (typeof limit !== 'number') {
    return {};
  }
  if (
    !Number.isInteger(limit) ||
    limit < 1 ||
    limit > API_DESTINATION_RATE_LIMIT_PER_SECOND
  ) {
    return problem(
      field,
      'api-destination-rate',
      `An API destination is called 1 to ${API_DESTINATION_RATE_LIMIT_PER_SECOND} times a second`,
    );
  }
  const { peakEventsPerSecond, peakSeconds } = values;
  if (
    typeof peakEventsPerSecond !== 'number' ||
    typeof peakSeconds !== 'number' ||
    peakEventsPerSecond <= 0 ||
    peakSeconds <= 0
  ) {
    return {};
  }
  const backlog = apiDestinationBacklog({
    invocationRateLimitPerSecond: limit,
    peakEventsPerSecond,
    peakSeconds,
  });
  if (backlog.lateEvents > 0) {
    return problem(
      field,
      'api-destination-backlog',
      `Behind this limit ${backlog.lateEvents} events of a peak wait for more than a day, and EventBridge gives them up: raise the limit or put a queue in front`,
    );
  }
  return backlog.backlogEvents > 0
    ? {
        warnings: [
          {
            field,
            rule: 'api-destination-backlog',
            message: `At the peak ${
              backlog.backlogEvents
            } events pile up behind this limit, and the last of them waits ${durationInWords(
              backlog.longestWaitSeconds,
            )}`,
          },
        ],
      }
    : {};
}

/** Fields that end up in the overrides of a task, together. */
const OVERRIDE_FIELDS = ['containerOverrides', 'environment', 'inputTemplate'];

function overridesFit(values: GoldenPathValues): RelationResult {
  const given = OVERRIDE_FIELDS.filter(field => values[field] !== undefined);
  const length = given.reduce(
    (sum, field) => sum + JSON.stringify(values[field]).length,
    0,
  );
  return length > AWS_LIMITS.runTaskOverridesCharacters
    ? problem(
        given[0],
        'run-task-overrides',
        `The overrides of a task have at most ${AWS_LIMITS.runTaskOverridesCharacters} characters together, and these are ${length}: pass a pointer to the data instead`,
      )
    : {};
}

function problem(field: string, rule: string, message: string): RelationResult {
  return { problems: [{ field, rule, message }] };
}

/** Forms hand over a field that was emptied again as an empty text. */
function isBlank(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
