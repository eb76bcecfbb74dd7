import { QueueWorker } from '../queue-worker';
import { ShopContext } from './shop-context';

/** The notifications service: writes down what each customer was sent. */
export function notificationsWorker({ stack, seed }: ShopContext): QueueWorker {
  return new QueueWorker('notifications: message history', {
    serviceArn: stack.notifications.service.arn,
    queueArn: stack.notifications.messageHistory.arn,
    batchSize: 10,
    processingMilliseconds: 20,
    seed,
    handle: () => {},
  });
}
