import { BrokerMessage } from './BrokerQueue';

/** A message of ActiveMQ as functions and pipes get it. */
export function activeMqPayload(queue: string, message: BrokerMessage) {
  return {
    messageID: message.messageId,
    messageType: 'jms/text-message',
    timestamp: message.sentAt,
    redelivered: message.redelivered,
    destination: { physicalName: queue },
    data: base64(message.body),
  };
}

/** A message of RabbitMQ as functions and pipes get it. */
export function rabbitMqPayload(message: BrokerMessage) {
  return {
    basicProperties: {
      messageId: message.messageId,
      contentType: 'text/plain',
      timestamp: new Date(message.sentAt).toISOString(),
    },
    redelivered: message.redelivered,
    data: base64(message.body),
  };
}

function base64(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64');
}
