import { figuresCheck } from '../health-check';
import { quantity } from '../quantity';

export const deadLetterQueueNotEmpty = figuresCheck(
  'dead-letter-queue-not-empty',
  'queue',
  ({ visible, inFlight, delayed }, node) => {
    const messages = visible + inFlight + delayed;
    if (!node.attributes.deadLetterQueue || messages === 0) {
      return undefined;
    }
    return {
      severity: 'critical',
      title: 'Dead-letter queue is not empty',
      explanation: `${quantity(
        messages,
        'message',
      )} could not be delivered or processed and ${
        messages === 1 ? 'waits' : 'wait'
      } in this dead-letter queue. Nobody works on ${
        messages === 1 ? 'it' : 'them'
      }, and SQS deletes what is older than the retention period.`,
      remedy:
        'Read a message to see what fails (the console: Send and receive messages), correct the consumer or the target, then send the messages back with a DLQ redrive.',
    };
  },
);
