import { BrokerQueue } from './attributes';
import {
  BrokerFigures,
  QUEUE_CONSUMERS_PREFIX,
  QUEUE_MESSAGES_PREFIX,
} from './readings';

const DEFAULT_VIRTUAL_HOST = '/';

/** How full one queue of an Amazon MQ broker is. @public */
export interface BrokerQueueDepth {
  /** As `brokerQueueName` has it. */
  queueName: string;
  messages: number;
  consumers?: number;
}

/**
 * What a queue of a broker is called: its name, with RabbitMQ's virtual host
 * before it unless that is the default one.
 *
 * @public
 */
export function brokerQueueName({ name, virtualHost }: BrokerQueue): string {
  return virtualHost === undefined || virtualHost === DEFAULT_VIRTUAL_HOST
    ? name
    : `${virtualHost.replace(/^\//, '')}/${name}`;
}

/** How full the queues of a broker are, the fullest first. @public */
export function brokerQueueDepths(figures: BrokerFigures): BrokerQueueDepth[] {
  const depths: BrokerQueueDepth[] = [];
  for (const [name, value] of Object.entries(figures)) {
    if (name.startsWith(QUEUE_MESSAGES_PREFIX)) {
      const queueName = name.slice(QUEUE_MESSAGES_PREFIX.length);
      const consumers = figures[`${QUEUE_CONSUMERS_PREFIX}${queueName}`];
      depths.push({
        queueName,
        messages: value,
        ...(consumers !== undefined && { consumers }),
      });
    }
  }
  return depths.sort(
    (a, b) => b.messages - a.messages || (a.queueName < b.queueName ? -1 : 1),
  );
}
