import { Subscription } from '../state';

const LAST_RETRY_OF_AWS_ENDPOINTS = 100_015;

/**
 * How long SNS waits before a retry of a delivery, in milliseconds: to AWS's
 * own endpoints at once, then by seconds, then every 20 s for 23 days; to HTTP
 * endpoints as their delivery policy says.
 *
 * @param retry - 1 for the first
 * @returns undefined when no retry is left
 */
export function retryDelayOf(
  subscription: Subscription,
  retry: number,
): number | undefined {
  if (subscription.protocol === 'http' || subscription.protocol === 'https') {
    return httpDelay(subscription.settings.deliveryPolicy, retry);
  }
  if (retry > LAST_RETRY_OF_AWS_ENDPOINTS) {
    return undefined;
  }
  if (retry <= 3) {
    return 0;
  }
  return retry <= 5 ? 1_000 : Math.min(20_000, 1_000 * 2 ** (retry - 6));
}

function httpDelay(
  deliveryPolicy: string | undefined,
  retry: number,
): number | undefined {
  const {
    numRetries = 3,
    numNoDelayRetries = 0,
    minDelayTarget = 20,
    maxDelayTarget = 20,
  } = deliveryPolicy ? JSON.parse(deliveryPolicy).healthyRetryPolicy ?? {} : {};
  if (retry > numRetries) {
    return undefined;
  }
  if (retry <= numNoDelayRetries) {
    return 0;
  }
  // Linear between the two targets, the default back-off of a delivery policy.
  const steps = Math.max(numRetries - numNoDelayRetries - 1, 1);
  const step = retry - numNoDelayRetries - 1;
  return (
    1000 * (minDelayTarget + ((maxDelayTarget - minDelayTarget) * step) / steps)
  );
}
