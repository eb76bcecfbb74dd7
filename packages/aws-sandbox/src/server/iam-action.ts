import { ServiceId } from '../core';

/** Operations that IAM authorises under another name. */
const RENAMED: Record<string, string> = {
  // Topics are authorised as by Kafka's own protocol.
  'kafka:CreateTopic': 'kafka-cluster:CreateTopic',
  'kafka:DeleteTopic': 'kafka-cluster:DeleteTopic',
  'kafka:DescribeTopic': 'kafka-cluster:DescribeTopic',
  'kafka:ListTopics': 'kafka-cluster:DescribeTopic',
  'lambda:Invoke': 'lambda:InvokeFunction',
  'lambda:InvokeAsync': 'lambda:InvokeFunction',
  'lambda:InvokeWithResponseStream': 'lambda:InvokeFunction',
  'sns:PublishBatch': 'sns:Publish',
  'sqs:ChangeMessageVisibilityBatch': 'sqs:ChangeMessageVisibility',
  'sqs:DeleteMessageBatch': 'sqs:DeleteMessage',
  'sqs:SendMessageBatch': 'sqs:SendMessage',
};

/**
 * The action that IAM checks for an operation: `sqs:ListQueues`. API Gateway's
 * actions are the HTTP methods: `apigateway:GET`.
 */
export function iamAction(
  service: ServiceId,
  operation: string,
  method: string,
): string {
  if (service === 'apigateway') {
    return `apigateway:${method}`;
  }
  const name = `${service}:${operation}`;
  return RENAMED[name] ?? name;
}

/** Compares an action with a pattern that may hold `*` and `?`, without regard to case, as IAM does. */
export function matchesAction(pattern: string, action: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  return new RegExp(`^${source}$`, 'i').test(action);
}
