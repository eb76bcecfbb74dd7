/** `queue`: figures of the queue, by `GetQueueAttributes` or CloudWatch. @public */
export interface QueueFigures {
  visible: number;
  inFlight: number;
  delayed: number;
  oldestAgeSeconds?: number;
}

/** `ecs-service`: task counts, and the backlog each task has to work off. @public */
export interface EcsServiceFigures {
  desired: number;
  running: number;
  pending: number;
  /** Visible messages of the polled queues ÷ max(running, 1). */
  backlogPerTask?: number;
  /** The target of the service's backlog-per-task policy. */
  targetBacklogPerTask?: number;
}

/** @public */
export interface RuleFigures {
  invocationsPerMinute: number;
  failedPerMinute: number;
}

/** @public */
export interface TopicFigures {
  publishedPerMinute: number;
  deliveredPerMinute: number;
  failedPerMinute: number;
}

/** @public */
export interface ActivityFigures {
  scheduledPerMinute: number;
  startedPerMinute: number;
  succeededPerMinute: number;
  failedPerMinute: number;
  heartbeatTimedOutPerMinute: number;
}

/** @public */
export interface StateMachineFigures {
  startedPerMinute: number;
  succeededPerMinute: number;
  failedPerMinute: number;
  timedOutPerMinute: number;
}

/** @public */
export interface FunctionFigures {
  invocationsPerMinute: number;
  errorsPerMinute: number;
  /** Of a function that reads a stream: how old the newest batch was when the function got it. `IteratorAge` of Lambda. */
  iteratorAgeSeconds?: number;
}

/** Where the name of a registered consumer follows: `consumerLagSeconds:analytics`. @public */
export const CONSUMER_LAG_PREFIX = 'consumerLagSeconds:';

/** `stream`: figures of a Kinesis data stream, by CloudWatch. @public */
export interface StreamFigures {
  /** `IncomingRecords`. */
  incomingRecordsPerMinute: number;
  /** Records that the stream refused, because a shard had taken enough: `WriteProvisionedThroughputExceeded`. */
  throttledRecordsPerMinute: number;
  /**
   * How old the last record was that the slowest `GetRecords` call got:
   * `GetRecords.IteratorAgeMilliseconds`. Absent when nobody called `GetRecords`;
   * registered consumers do not.
   */
  iteratorAgeSeconds?: number;
  /**
   * By the name of a registered consumer (enhanced fan-out), how far it is
   * behind: `SubscribeToShardEvent.MillisBehindLatest`.
   */
  [consumerLag: `${typeof CONSUMER_LAG_PREFIX}${string}`]: number;
}

/** Where the name of a consumer group follows: `sumOffsetLag:analytics`. @public */
export const SUM_OFFSET_LAG_PREFIX = 'sumOffsetLag:';
/** Where the name of a consumer group follows. @public */
export const MAX_TIME_LAG_PREFIX = 'estimatedMaxTimeLagSeconds:';

/** `kafka-topic`: figures of a topic of MSK, by CloudWatch's namespace `AWS/Kafka`. @public */
export interface KafkaTopicFigures {
  /** What clients wrote, of all brokers: `BytesInPerSec`. */
  bytesInPerSecond?: number;
  /** Records that the consumer group furthest behind has not committed: the largest `SumOffsetLag`. */
  sumOffsetLag?: number;
  /** How long the slowest consumer group takes to catch up: the largest `EstimatedMaxTimeLag`. */
  estimatedMaxTimeLagSeconds?: number;
  /** By consumer group: records of all partitions that it has not committed. `SumOffsetLag`. */
  [sumOffsetLag: `${typeof SUM_OFFSET_LAG_PREFIX}${string}`]: number;
  /** By consumer group: seconds to catch up with its partition furthest behind. `EstimatedMaxTimeLag`. */
  [maxTimeLag: `${typeof MAX_TIME_LAG_PREFIX}${string}`]: number;
}

/** Where the name of a broker's queue follows: `queueMessages:bookings`. @public */
export const QUEUE_MESSAGES_PREFIX = 'queueMessages:';
/** Where the name of a broker's queue follows. @public */
export const QUEUE_CONSUMERS_PREFIX = 'queueConsumers:';

/** `broker`: figures of an Amazon MQ broker by CloudWatch's namespace `AWS/AmazonMQ`, or of an MSK cluster. @public */
export interface BrokerFigures {
  /** Amazon MQ: messages in all queues, those in consumers' hands included. `TotalMessageCount`, of RabbitMQ `MessageCount`. */
  messages?: number;
  /** RabbitMQ: messages in consumers' hands. `MessageUnacknowledgedCount`. */
  unacknowledged?: number;
  /** Amazon MQ: `TotalConsumerCount`, of RabbitMQ `ConsumerCount`. */
  consumers?: number;
  /** MSK: what clients wrote to the topics of the cluster, a second. */
  bytesInPerSecond?: number;
  /** By queue: its messages. `QueueSize`, of RabbitMQ `MessageCount`. */
  [queueMessages: `${typeof QUEUE_MESSAGES_PREFIX}${string}`]: number;
  /** By queue: `ConsumerCount`. */
  [queueConsumers: `${typeof QUEUE_CONSUMERS_PREFIX}${string}`]: number;
}

/** The figures of a reading, by the kind of its node; other kinds have none. @public */
export interface FiguresByKind {
  queue: QueueFigures;
  'ecs-service': EcsServiceFigures;
  rule: RuleFigures;
  topic: TopicFigures;
  activity: ActivityFigures;
  'state-machine': StateMachineFigures;
  function: FunctionFigures;
  stream: StreamFigures;
  'kafka-topic': KafkaTopicFigures;
  broker: BrokerFigures;
}

/** Kinds that have readings. @public */
export type ReadableKind = keyof FiguresByKind;

/** @public */
export interface ReadingOf<K extends ReadableKind> {
  nodeId: string;
  kind: K;
  /** ISO 8601, UTC: the moment that the figures hold for. */
  at: string;
  /** The call that gave the figures: `sqs:GetQueueAttributes`, `cloudwatch:GetMetricData`, `ecs:DescribeServices`. */
  source: string;
  figures: FiguresByKind[K];
}

/**
 * The figures of one node at one moment. Readings are kept apart from the
 * snapshot: they change in seconds and must never cause a layout.
 *
 * @public
 */
export type Reading = { [K in ReadableKind]: ReadingOf<K> }[ReadableKind];

/** Why some readings are missing or old. @public */
export interface ReadingProblem {
  /** `accountId/region/service`. */
  scope: string;
  code: string;
  message: string;
  remedy: string;
  /** The nodes that have no fresh figures because of it. */
  nodeIds: string[];
}
