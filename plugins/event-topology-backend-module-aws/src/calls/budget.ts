/** How hard one service may be called in one account and region. */
export interface Budget {
  /** Calls a second, sustained, retries included. */
  perSecond: number;
  /** Calls that may be made at once after a rest. */
  burst: number;
  /** Calls under way at the same time. */
  concurrency: number;
}

/**
 * The default budgets: at most half of what AWS lets the whole account do,
 * because deployments, consoles and other tools share the quota. EventBridge
 * (50 calls/s), ECS (reads 20/s sustained), Step Functions
 * (`DescribeStateMachine` 20/s), API Gateway (10/s), Lambda (15/s), SNS lists
 * (30/s), Kinesis (`DescribeStreamSummary` 20/s, `ListStreams` 5/s), CloudWatch
 * `DescribeAlarms` (9/s) and the tagging API (15/s) publish theirs; the others are set with the same caution. The package's README has
 * the table.
 */
export const DEFAULT_BUDGETS: Readonly<Record<string, Budget>> = {
  apigateway: { perSecond: 4, burst: 8, concurrency: 4 },
  'application-autoscaling': { perSecond: 8, burst: 10, concurrency: 4 },
  cloudwatch: { perSecond: 4, burst: 8, concurrency: 4 },
  ecs: { perSecond: 10, burst: 40, concurrency: 8 },
  elasticloadbalancing: { perSecond: 4, burst: 10, concurrency: 4 },
  events: { perSecond: 20, burst: 20, concurrency: 8 },
  iam: { perSecond: 4, burst: 8, concurrency: 4 },
  kafka: { perSecond: 4, burst: 8, concurrency: 4 },
  kinesis: { perSecond: 5, burst: 10, concurrency: 4 },
  lambda: { perSecond: 6, burst: 6, concurrency: 4 },
  mq: { perSecond: 4, burst: 8, concurrency: 4 },
  pipes: { perSecond: 5, burst: 10, concurrency: 4 },
  scheduler: { perSecond: 10, burst: 20, concurrency: 4 },
  sns: { perSecond: 12, burst: 15, concurrency: 8 },
  sqs: { perSecond: 50, burst: 100, concurrency: 16 },
  states: { perSecond: 8, burst: 40, concurrency: 8 },
  tag: { perSecond: 5, burst: 8, concurrency: 4 },
  'vpc-lattice': { perSecond: 5, burst: 10, concurrency: 4 },
};

/** The services that can have a budget of their own. */
export const BUDGETED_SERVICES: readonly string[] =
  Object.keys(DEFAULT_BUDGETS);

/** For a service that a source brings along without a budget. */
export const FALLBACK_BUDGET: Budget = {
  perSecond: 4,
  burst: 8,
  concurrency: 4,
};
