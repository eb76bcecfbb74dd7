import { InvalidMessageError, handleMessage } from './handler';
import { QueueMessage } from './runtime/queue-message';

const context = {
  log: { debug() {}, info() {}, warn() {}, error() {} },
  stop: new AbortController().signal,
};

function message(body: unknown): QueueMessage {
  return { messageId: 'm-1', idempotencyKey: 'e-1', body, receiveCount: 1 };
}

test('an event is handled', async () => {
  await expect(
    handleMessage(message({ id: 'e-1', detail: {} }), context),
  ).resolves.toBeUndefined();
});

test('what breaks the contract is refused, so that the dead-letter queue keeps it', async () => {
  await expect(handleMessage(message('text'), context)).rejects.toThrow(
    InvalidMessageError,
  );
});
