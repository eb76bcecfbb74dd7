import { z } from 'zod';

/**
 * What a golden path stamps out: something that handles events, something
 * that publishes them, or what routes them from the one to the other.
 *
 * @public
 */
export const GOLDEN_PATH_ROLES = ['consumer', 'producer', 'router'] as const;

/** @public */
export type GoldenPathRole = (typeof GOLDEN_PATH_ROLES)[number];

/**
 * Who calls: where the events or the work come from.
 *
 * - `bus`: an event bus that is there already
 * - `topic`: an SNS topic that is there already
 * - `service`: another service, with an IAM role of its own
 * - `client`: browsers and devices, which have none
 * - `aws-service`: AWS itself, on the account's default bus (an upload to S3, …)
 * - `workflow`: one Step Functions state machine
 * - `workflows`: several of them
 *
 * @public
 */
export const GOLDEN_PATH_CALLERS = [
  'bus',
  'topic',
  'service',
  'client',
  'aws-service',
  'workflow',
  'workflows',
] as const;

/** @public */
export type GoldenPathCaller = (typeof GOLDEN_PATH_CALLERS)[number];

/** How the event gets to the code. @public */
export const GOLDEN_PATH_DELIVERIES = [
  'push-http',
  'pull',
  'run-task',
  'workflow',
  'activity',
  'publish',
  'bus',
  'fanout',
  'stream',
] as const;

/** @public */
export type GoldenPathDelivery = (typeof GOLDEN_PATH_DELIVERIES)[number];

/**
 * What the caller gets back: nothing, whether it went well, or data.
 *
 * @public
 */
export const GOLDEN_PATH_ANSWERS = ['none', 'exit-status', 'data'] as const;

/** @public */
export type GoldenPathAnswer = (typeof GOLDEN_PATH_ANSWERS)[number];

/** Who decides how fast events arrive at the code. @public */
export const GOLDEN_PATH_RATE_OWNERS = ['sender', 'consumer'] as const;

/** @public */
export type GoldenPathRateOwner = (typeof GOLDEN_PATH_RATE_OWNERS)[number];

/**
 * Until when an event is kept safe: until a task was started for it, until the
 * consumer accepted it, or until the consumer said that it is done with it.
 *
 * @public
 */
export const GOLDEN_PATH_KEPT_UNTIL = [
  'started',
  'accepted',
  'handled',
] as const;

/** @public */
export type GoldenPathKeptUntil = (typeof GOLDEN_PATH_KEPT_UNTIL)[number];

/** How many consumers may need the same event. @public */
export const GOLDEN_PATH_CONSUMERS = ['one', 'several', 'very-many'] as const;

/** @public */
export type GoldenPathConsumers = (typeof GOLDEN_PATH_CONSUMERS)[number];

/**
 * What can be filtered before the code sees it: nothing, attributes of the
 * message, or any field of its content.
 *
 * @public
 */
export const GOLDEN_PATH_FILTERS = ['none', 'attributes', 'content'] as const;

/** @public */
export type GoldenPathFilter = (typeof GOLDEN_PATH_FILTERS)[number];

/** Where the consumer's HTTP endpoint stands. @public */
export const GOLDEN_PATH_ENDPOINTS = ['internet', 'private'] as const;

/** @public */
export type GoldenPathEndpoint = (typeof GOLDEN_PATH_ENDPOINTS)[number];

/** A figure that decides, and why it is what it is. @public */
export interface GoldenPathLimit {
  value: number;
  /** A sentence for the person who reads the advice. */
  reason: string;
  /**
   * True for a quota that AWS raises on request: beyond it the guide warns
   * instead of advising against.
   */
  raisable?: boolean;
}

/** What is true of every service that a golden path stamps out. @public */
export interface GoldenPathFacts {
  roles: GoldenPathRole[];
  /** Empty for what nobody calls: a producer. */
  callers: GoldenPathCaller[];
  delivery: GoldenPathDelivery;
  answers: GoldenPathAnswer[];
  rateOwner: GoldenPathRateOwner;
  /**
   * True when events of one group are handled in the order they came. A bus
   * keeps no order, so what is ordered does not name `bus` as a caller.
   */
  ordered: boolean;
  keptUntil: GoldenPathKeptUntil;
  /** True when events of the past can be read again. */
  replayable: boolean;
  /** How many may need the same event without a bus or topic in front. */
  consumers: GoldenPathConsumers[];
  /** What it filters itself, without a bus in front. */
  filter: GoldenPathFilter;
  /** Set when the consumer must be an HTTP service: where it stands. */
  endpoint?: GoldenPathEndpoint;
  /**
   * Callers that get a bus by this: services by a new bus, browsers by an
   * ingestion API. The guide offers it in front of golden paths that are called
   * by a bus.
   */
  opensBusFor?: GoldenPathCaller[];
  /** What it is the first choice for, among those that would do. */
  madeFor?: {
    callers?: GoldenPathCaller[];
    consumers?: GoldenPathConsumers[];
  };
  maxEventsPerSecond?: GoldenPathLimit;
  /** Below this it works but costs more than it is worth. */
  worthwhileFromEventsPerSecond?: GoldenPathLimit;
  /** How long one event may take. */
  maxProcessingSeconds?: GoldenPathLimit;
  /** Below this it works but costs more than it is worth. */
  worthwhileFromProcessingSeconds?: GoldenPathLimit;
}

/** A choice in the form that changes the facts. @public */
export interface GoldenPathVariant {
  /** Lower case, unique in the profile. */
  name: string;
  /** Shown after the golden path's title: `ordered (FIFO)`. */
  title: string;
  /** The form's values that make the choice. */
  values: Record<string, unknown>;
  /** The facts that differ. */
  facts: Partial<GoldenPathFacts>;
  useWhen?: string[];
  notWhen?: string[];
}

/**
 * What the *Which pattern?* guide knows of a golden path: the field
 * `spec.goldenPath` of a Template entity. A template by anybody joins the
 * guide by having one.
 *
 * @public
 */
export interface GoldenPathProfile {
  /** The pattern's id, as in the tag `event-topology:pattern`. */
  pattern: string;
  facts: GoldenPathFacts;
  /** Sentences for people, best first. */
  useWhen: string[];
  /** What speaks against it, as sentences. Empty when nothing does. */
  notWhen: string[];
  variants?: GoldenPathVariant[];
}

/**
 * Thrown for a `spec.goldenPath` that the guide cannot use.
 *
 * @public
 */
export class InvalidGoldenPathProfileError extends Error {
  readonly name = 'InvalidGoldenPathProfileError';
}

const sentence = z.string().min(1);

const limitSchema = z.strictObject({
  value: z.number().positive(),
  reason: sentence,
  raisable: z.boolean().optional(),
});

const factsSchema = z.strictObject({
  roles: z.array(z.enum(GOLDEN_PATH_ROLES)).min(1),
  callers: z.array(z.enum(GOLDEN_PATH_CALLERS)),
  delivery: z.enum(GOLDEN_PATH_DELIVERIES),
  answers: z.array(z.enum(GOLDEN_PATH_ANSWERS)).min(1),
  rateOwner: z.enum(GOLDEN_PATH_RATE_OWNERS),
  ordered: z.boolean(),
  keptUntil: z.enum(GOLDEN_PATH_KEPT_UNTIL),
  replayable: z.boolean(),
  consumers: z.array(z.enum(GOLDEN_PATH_CONSUMERS)).min(1),
  filter: z.enum(GOLDEN_PATH_FILTERS),
  endpoint: z.enum(GOLDEN_PATH_ENDPOINTS).optional(),
  opensBusFor: z.array(z.enum(GOLDEN_PATH_CALLERS)).optional(),
  madeFor: z
    .strictObject({
      callers: z.array(z.enum(GOLDEN_PATH_CALLERS)).optional(),
      consumers: z.array(z.enum(GOLDEN_PATH_CONSUMERS)).optional(),
    })
    .optional(),
  maxEventsPerSecond: limitSchema.optional(),
  worthwhileFromEventsPerSecond: limitSchema.optional(),
  maxProcessingSeconds: limitSchema.optional(),
  worthwhileFromProcessingSeconds: limitSchema.optional(),
});

const variantSchema = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]*$/, 'lower case, digits and hyphens'),
  title: sentence,
  values: z.record(z.string(), z.unknown()),
  facts: factsSchema.partial(),
  useWhen: z.array(sentence).optional(),
  notWhen: z.array(sentence).optional(),
});

const profileSchema: z.ZodType<GoldenPathProfile> = z.strictObject({
  pattern: z.string().min(1),
  facts: factsSchema,
  useWhen: z.array(sentence).min(1),
  notWhen: z.array(sentence),
  variants: z
    .array(variantSchema)
    .refine(
      variants =>
        new Set(variants.map(variant => variant.name)).size === variants.length,
      'every variant has a name of its own',
    )
    .optional(),
});

/**
 * Reads a template's `spec.goldenPath`.
 *
 * @throws {@link InvalidGoldenPathProfileError} that names each wrong field
 * @public
 */
export function parseGoldenPathProfile(value: unknown): GoldenPathProfile {
  const result = profileSchema.safeParse(value);
  if (!result.success) {
    throw new InvalidGoldenPathProfileError(
      result.error.issues
        .map(
          issue =>
            `${['spec.goldenPath', ...issue.path].join('.')}: ${issue.message}`,
        )
        .join('; '),
    );
  }
  return result.data;
}
