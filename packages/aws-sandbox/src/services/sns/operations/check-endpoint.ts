import { SubscribeInput } from '@aws-sdk/client-sns';
import { parseArn } from '@ecs-eda/plugin-event-topology-common';
import { Protocol, Topic, invalidParameter } from '../state';

const ENDPOINTS: Record<Protocol, (endpoint: string) => boolean> = {
  application: endpoint =>
    /^endpoint\//.test(parseArn(endpoint)?.resource ?? ''),
  email: endpoint => /^[^@\s]+@[^@\s]+$/.test(endpoint),
  'email-json': endpoint => /^[^@\s]+@[^@\s]+$/.test(endpoint),
  firehose: endpoint => parseArn(endpoint)?.service === 'firehose',
  http: endpoint => /^http:\/\/[^\s/]+/.test(endpoint),
  https: endpoint => /^https:\/\/[^\s/]+/.test(endpoint),
  lambda: endpoint => parseArn(endpoint)?.service === 'lambda',
  sms: endpoint => /^\+?[\d\s().-]{7,20}$/.test(endpoint),
  sqs: endpoint => parseArn(endpoint)?.service === 'sqs',
};

/**
 * Checks protocol and endpoint of a new subscription.
 *
 * @throws AwsError `InvalidParameterException`
 */
export function checkEndpoint(topic: Topic, input: SubscribeInput): Protocol {
  const protocol = (Object.keys(ENDPOINTS) as Protocol[]).find(
    one => one === input.Protocol,
  );
  if (!protocol) {
    throw invalidParameter(
      `Amazon SNS does not support this protocol string: ${input.Protocol}`,
    );
  }
  const endpoint = input.Endpoint ?? '';
  if (!ENDPOINTS[protocol](endpoint)) {
    throw invalidParameter(
      `Endpoint Reason: ${endpoint} is not an endpoint for the protocol ${protocol}`,
    );
  }
  if (topic.fifo && protocol !== 'sqs') {
    throw invalidParameter(
      `Endpoint Reason: the protocol ${protocol} can't be subscribed to a FIFO topic`,
    );
  }
  if (!topic.fifo && protocol === 'sqs' && endpoint.endsWith('.fifo')) {
    throw invalidParameter(
      'Endpoint Reason: FIFO SQS Queues can not be subscribed to standard SNS topics',
    );
  }
  return protocol;
}
