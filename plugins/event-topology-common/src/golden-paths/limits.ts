/**
 * What AWS allows, as far as a form can ask for more. Each figure names the
 * page of AWS's documentation that states it.
 *
 * @public
 */
export const AWS_LIMITS = {
  /** EventBridge, "API destinations": the answer must come within this time. */
  apiDestinationTimeoutSeconds: 5,
  /** EventBridge, "Event retry policy": how often a delivery is tried again. */
  eventMaxRetries: 185,
  /** ECS, `RunTask`: characters of all overrides of a task together. */
  runTaskOverridesCharacters: 8_192,
  /** SQS, "Visibility timeout". */
  visibilityTimeoutMaxSeconds: 43_200,
  /**
   * SQS, "Best practices": the visibility timeout is this many times what one
   * message takes, so that a slow one isn't handed out twice.
   */
  visibilityTimeoutPerProcessing: 6,
  /** SQS, "Quotas": how long a message is kept. */
  queueRetentionMaxSeconds: 1_209_600,
  /** Step Functions, `HeartbeatSeconds` and `TimeoutSeconds`. */
  stateTimeoutMaxSeconds: 99_999_999,
  /** ECS, `stopTimeout` of a container on Fargate. */
  stopTimeoutMaxSeconds: 120,
  /** Kinesis, "Quotas": retention of a stream, in hours. */
  streamRetentionMinHours: 24,
  streamRetentionMaxHours: 8_760,
} as const;

/**
 * The retentions in days that a log group takes, by CloudWatch Logs'
 * `PutRetentionPolicy`.
 *
 * @public
 */
export const LOG_RETENTION_DAYS: readonly number[] = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827,
  2192, 2557, 2922, 3288, 3653,
];
