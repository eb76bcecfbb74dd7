/** Where a queue sends messages that were received too often. */
export interface RedrivePolicy {
  deadLetterTargetArn: string;
  maxReceiveCount: number;
}

/** Which queues may use this one as their dead-letter queue. */
export interface RedriveAllowPolicy {
  redrivePermission: 'allowAll' | 'denyAll' | 'byQueue';
  sourceQueueArns?: string[];
}

/** The attributes of a queue that its owner sets. */
export interface QueueSettings {
  delaySeconds: number;
  maximumMessageSize: number;
  messageRetentionPeriodSeconds: number;
  receiveMessageWaitTimeSeconds: number;
  visibilityTimeoutSeconds: number;
  policy?: string;
  redrivePolicy?: RedrivePolicy;
  redriveAllowPolicy?: RedriveAllowPolicy;
  kmsMasterKeyId?: string;
  kmsDataKeyReusePeriodSeconds: number;
  sqsManagedSseEnabled: boolean;
  fifo: boolean;
  contentBasedDeduplication: boolean;
  deduplicationScope: 'queue' | 'messageGroup';
  fifoThroughputLimit: 'perQueue' | 'perMessageGroupId';
}

/** What AWS sets where the owner says nothing. */
export function defaultSettings(fifo: boolean): QueueSettings {
  return {
    delaySeconds: 0,
    maximumMessageSize: 1_048_576,
    messageRetentionPeriodSeconds: 345_600,
    receiveMessageWaitTimeSeconds: 0,
    visibilityTimeoutSeconds: 30,
    kmsDataKeyReusePeriodSeconds: 300,
    sqsManagedSseEnabled: true,
    fifo,
    contentBasedDeduplication: false,
    deduplicationScope: 'queue',
    fifoThroughputLimit: 'perQueue',
  };
}
