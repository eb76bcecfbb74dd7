import { QueueAttributeName } from '@aws-sdk/client-sqs';
import { AwsError } from '../../core';
import { QueueDepth } from './queue/Queue';
import {
  QueueSettings,
  RedriveAllowPolicy,
  RedrivePolicy,
} from './queue/QueueSettings';

type Attributes = Partial<Record<QueueAttributeName, string>>;

type NumberSetting = {
  [K in keyof QueueSettings]-?: QueueSettings[K] extends number ? K : never;
}[keyof QueueSettings];

const RANGES: Partial<
  Record<
    QueueAttributeName,
    {
      setting: NumberSetting;
      least: number;
      most: number;
    }
  >
> = {
  DelaySeconds: { setting: 'delaySeconds', least: 0, most: 900 },
  MaximumMessageSize: {
    setting: 'maximumMessageSize',
    least: 1_024,
    most: 1_048_576,
  },
  MessageRetentionPeriod: {
    setting: 'messageRetentionPeriodSeconds',
    least: 60,
    most: 1_209_600,
  },
  ReceiveMessageWaitTimeSeconds: {
    setting: 'receiveMessageWaitTimeSeconds',
    least: 0,
    most: 20,
  },
  VisibilityTimeout: {
    setting: 'visibilityTimeoutSeconds',
    least: 0,
    most: 43_200,
  },
  KmsDataKeyReusePeriodSeconds: {
    setting: 'kmsDataKeyReusePeriodSeconds',
    least: 60,
    most: 86_400,
  },
};

const FIFO_ONLY = new Set<string>([
  'ContentBasedDeduplication',
  'DeduplicationScope',
  'FifoThroughputLimit',
]);

const READ_ONLY = new Set<string>([
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesDelayed',
  'ApproximateNumberOfMessagesNotVisible',
  'CreatedTimestamp',
  'LastModifiedTimestamp',
  'QueueArn',
]);

/**
 * Settings with some attributes changed. An empty value takes an optional
 * attribute (`Policy`, `RedrivePolicy`, …) away.
 *
 * @throws AwsError `InvalidAttributeName`, `InvalidAttributeValue`
 */
export function changeSettings(
  settings: QueueSettings,
  attributes: Attributes,
): QueueSettings {
  const changed = { ...settings };
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) {
      changeOne(changed, name as QueueAttributeName, value);
    }
  }
  if (
    changed.fifoThroughputLimit === 'perMessageGroupId' &&
    changed.deduplicationScope !== 'messageGroup'
  ) {
    throw invalidValue(
      'FifoThroughputLimit',
      'perMessageGroupId needs the DeduplicationScope messageGroup',
    );
  }
  return changed;
}

function changeOne(
  settings: QueueSettings,
  name: QueueAttributeName,
  value: string,
): void {
  const range = RANGES[name];
  if (range) {
    settings[range.setting] = wholeNumber(name, value, range);
    return;
  }
  if (READ_ONLY.has(name) || (FIFO_ONLY.has(name) && !settings.fifo)) {
    throw unknownAttribute(name);
  }
  switch (name) {
    case 'Policy':
      settings.policy = value === '' ? undefined : policyText(value);
      return;
    case 'RedrivePolicy':
      settings.redrivePolicy = value === '' ? undefined : redrivePolicy(value);
      return;
    case 'RedriveAllowPolicy':
      settings.redriveAllowPolicy =
        value === '' ? undefined : redriveAllowPolicy(value);
      return;
    case 'KmsMasterKeyId':
      settings.kmsMasterKeyId = value === '' ? undefined : value;
      if (value !== '') {
        settings.sqsManagedSseEnabled = false;
      }
      return;
    case 'SqsManagedSseEnabled':
      settings.sqsManagedSseEnabled = flag(name, value);
      if (settings.sqsManagedSseEnabled) {
        settings.kmsMasterKeyId = undefined;
      }
      return;
    case 'FifoQueue':
      if (flag(name, value) !== settings.fifo) {
        throw settings.fifo
          ? invalidValue(name, 'a FIFO queue stays one')
          : unknownAttribute(name);
      }
      return;
    case 'ContentBasedDeduplication':
      settings.contentBasedDeduplication = flag(name, value);
      return;
    case 'DeduplicationScope':
      settings.deduplicationScope = oneOf(name, value, [
        'queue',
        'messageGroup',
      ]);
      return;
    case 'FifoThroughputLimit':
      settings.fifoThroughputLimit = oneOf(name, value, [
        'perQueue',
        'perMessageGroupId',
      ]);
      return;
    default:
      throw unknownAttribute(name);
  }
}

/** What `describeAttributes` needs to know of a queue. */
export interface DescribedQueue {
  arn: string;
  settings: QueueSettings;
  createdAt: number;
  modifiedAt: number;
  depth(): QueueDepth;
}

/**
 * Attributes of a queue, as `GetQueueAttributes` gives them.
 *
 * @throws AwsError `InvalidAttributeName` for a name that SQS doesn't have
 */
export function describeAttributes(
  queue: DescribedQueue,
  names: readonly string[],
): Attributes | undefined {
  const all = allAttributes(queue);
  if (names.includes('All')) {
    return all;
  }
  const asked: Attributes = {};
  for (const name of names) {
    if (!Object.values<string>(QueueAttributeName).includes(name)) {
      throw unknownAttribute(name);
    }
    const value = all[name as QueueAttributeName];
    if (value !== undefined) {
      asked[name as QueueAttributeName] = value;
    }
  }
  return Object.keys(asked).length > 0 ? asked : undefined;
}

/** The attributes that an owner sets, in the form in which they are compared and shown. */
export function settingsAsAttributes(settings: QueueSettings): Attributes {
  const attributes: Attributes = {
    DelaySeconds: String(settings.delaySeconds),
    MaximumMessageSize: String(settings.maximumMessageSize),
    MessageRetentionPeriod: String(settings.messageRetentionPeriodSeconds),
    ReceiveMessageWaitTimeSeconds: String(
      settings.receiveMessageWaitTimeSeconds,
    ),
    VisibilityTimeout: String(settings.visibilityTimeoutSeconds),
    SqsManagedSseEnabled: String(settings.sqsManagedSseEnabled),
  };
  if (settings.policy !== undefined) {
    attributes.Policy = settings.policy;
  }
  if (settings.redrivePolicy) {
    attributes.RedrivePolicy = JSON.stringify(settings.redrivePolicy);
  }
  if (settings.redriveAllowPolicy) {
    attributes.RedriveAllowPolicy = JSON.stringify(settings.redriveAllowPolicy);
  }
  if (settings.kmsMasterKeyId !== undefined) {
    attributes.KmsMasterKeyId = settings.kmsMasterKeyId;
    attributes.KmsDataKeyReusePeriodSeconds = String(
      settings.kmsDataKeyReusePeriodSeconds,
    );
  }
  if (settings.fifo) {
    attributes.FifoQueue = 'true';
    attributes.ContentBasedDeduplication = String(
      settings.contentBasedDeduplication,
    );
    attributes.DeduplicationScope = settings.deduplicationScope;
    attributes.FifoThroughputLimit = settings.fifoThroughputLimit;
  }
  return attributes;
}

function allAttributes(queue: DescribedQueue): Attributes {
  const depth = queue.depth();
  return {
    ...settingsAsAttributes(queue.settings),
    QueueArn: queue.arn,
    ApproximateNumberOfMessages: String(depth.visible),
    ApproximateNumberOfMessagesNotVisible: String(depth.inFlight),
    ApproximateNumberOfMessagesDelayed: String(depth.delayed),
    CreatedTimestamp: String(Math.floor(queue.createdAt / 1000)),
    LastModifiedTimestamp: String(Math.floor(queue.modifiedAt / 1000)),
  };
}

function unknownAttribute(name: string): AwsError {
  return new AwsError('InvalidAttributeName', `Unknown Attribute ${name}.`);
}

function invalidValue(name: string, reason?: string): AwsError {
  return new AwsError(
    'InvalidAttributeValue',
    `Invalid value for the parameter ${name}.${
      reason ? ` Reason: ${reason}.` : ''
    }`,
  );
}

function wholeNumber(
  name: string,
  value: string,
  range: { least: number; most: number },
): number {
  const number = Number(value);
  if (!/^-?\d+$/.test(value) || number < range.least || number > range.most) {
    throw invalidValue(name);
  }
  return number;
}

function flag(name: string, value: string): boolean {
  const lower = value.toLowerCase();
  if (lower !== 'true' && lower !== 'false') {
    throw invalidValue(name);
  }
  return lower === 'true';
}

function oneOf<T extends string>(
  name: string,
  value: string,
  allowed: readonly T[],
): T {
  const found = allowed.find(candidate => candidate === value);
  if (found === undefined) {
    throw invalidValue(name);
  }
  return found;
}

function jsonObject(name: string, value: string): Record<string, unknown> {
  let parsed: unknown;
  try {
    parsed = JSON.parse(value);
  } catch {
    throw invalidValue(name);
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw invalidValue(name);
  }
  return parsed as Record<string, unknown>;
}

function policyText(value: string): string {
  if (jsonObject('Policy', value).Statement === undefined) {
    throw invalidValue('Policy');
  }
  return value;
}

function redriveInvalid(value: string, reason: string): AwsError {
  return new AwsError(
    'InvalidParameterValueException',
    `Value ${value} for parameter RedrivePolicy is invalid. Reason: ${reason}`,
  );
}

function redrivePolicy(value: string): RedrivePolicy {
  const policy = jsonObject('RedrivePolicy', value);
  const { deadLetterTargetArn, maxReceiveCount } = policy;
  if (typeof deadLetterTargetArn !== 'string') {
    throw redriveInvalid(
      value,
      'Redrive policy does not contain mandatory attribute: deadLetterTargetArn.',
    );
  }
  if (maxReceiveCount === undefined) {
    throw redriveInvalid(
      value,
      'Redrive policy does not contain mandatory attribute: maxReceiveCount.',
    );
  }
  const count = Number(maxReceiveCount);
  if (!Number.isInteger(count) || count < 1 || count > 1000) {
    throw redriveInvalid(
      value,
      `Invalid value for maxReceiveCount: ${maxReceiveCount}, valid values are from 1 to 1000 both inclusive.`,
    );
  }
  return { deadLetterTargetArn, maxReceiveCount: count };
}

function redriveAllowPolicy(value: string): RedriveAllowPolicy {
  const policy = jsonObject('RedriveAllowPolicy', value);
  const redrivePermission = oneOf(
    'RedriveAllowPolicy',
    String(policy.redrivePermission),
    ['allowAll', 'denyAll', 'byQueue'],
  );
  const sourceQueueArns = policy.sourceQueueArns;
  if (redrivePermission !== 'byQueue') {
    if (sourceQueueArns !== undefined) {
      throw invalidValue(
        'RedriveAllowPolicy',
        'sourceQueueArns goes with byQueue only',
      );
    }
    return { redrivePermission };
  }
  if (
    !Array.isArray(sourceQueueArns) ||
    sourceQueueArns.length < 1 ||
    sourceQueueArns.length > 10
  ) {
    throw invalidValue('RedriveAllowPolicy', 'byQueue takes 1 to 10 queues');
  }
  return { redrivePermission, sourceQueueArns: sourceQueueArns.map(String) };
}
