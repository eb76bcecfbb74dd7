import { brokerQueueDepths } from '../../model';
import { figuresCheck } from '../health-check';
import { quantity } from '../quantity';

export const brokerQueueWithoutConsumer = figuresCheck(
  'broker-queue-without-consumer',
  'broker',
  figures => {
    const left = brokerQueueDepths(figures).filter(
      ({ messages, consumers }) => messages > 0 && consumers === 0,
    );
    const [fullest] = left;
    if (!fullest) {
      return undefined;
    }
    const others =
      left.length > 1
        ? ` So do messages in ${quantity(left.length - 1, 'other queue')}.`
        : '';
    return {
      severity: 'warning',
      title: 'Nobody takes messages from a queue',
      explanation: `${quantity(fullest.messages, 'message')} wait in queue ${
        fullest.queueName
      }, which has no consumer.${others}`,
      remedy:
        'Check that the consumer runs and can reach and log in to the broker. When the queue has none on purpose, such as a dead-letter queue, look at what stands in it and empty it.',
    };
  },
);
