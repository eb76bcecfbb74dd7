import { parseArn } from '@ecs-eda/plugin-event-topology-common';
import { World } from '../../../core';
import { callHttpEndpoint } from '../../events/http-endpoints';
import { Subscription } from '../state';
import { confirmationRequest } from './notification';
import { putInOutbox } from './outbox';

const HTTP_MILLISECONDS = 15_000;

/** Sends the token that confirms a subscription to its endpoint: by e-mail, by POST or into the queue. */
export function askForConfirmation(
  world: World,
  subscription: Subscription,
): void {
  const { protocol, endpoint } = subscription;
  const request = confirmationRequest(world, subscription);
  const scope = parseArn(subscription.topicArn);
  if (scope && (protocol === 'email' || protocol === 'email-json')) {
    putInOutbox(world, scope, {
      protocol,
      endpoint,
      topicArn: subscription.topicArn,
      subject: 'AWS Notification - Subscription Confirmation',
      message: JSON.stringify(request),
    });
  } else if (protocol === 'http' || protocol === 'https') {
    // An endpoint that does not answer leaves the subscription pending.
    void callHttpEndpoint(
      world,
      {
        method: 'POST',
        url: endpoint,
        headers: {
          'content-type': 'text/plain; charset=UTF-8',
          'x-amz-sns-message-type': 'SubscriptionConfirmation',
          'x-amz-sns-topic-arn': subscription.topicArn,
        },
        body: JSON.stringify(request),
      },
      HTTP_MILLISECONDS,
    ).catch(() => undefined);
  } else {
    void world
      .deliver({
        arn: endpoint,
        body: JSON.stringify(request),
        sender: 'sns.amazonaws.com',
        sourceArn: subscription.topicArn,
      })
      .catch(() => undefined);
  }
}
