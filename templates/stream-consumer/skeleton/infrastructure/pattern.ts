import { consumer } from './config/consumer';
import { stream } from './config/stream';
import type { ServiceStack } from './lib/service-stack';
import { addStream } from './lib/stream';
import { addStreamConsumer } from './lib/stream-consumer';

/** A stream, and the service that reads it in order. */
export function addPattern(stack: ServiceStack): void {
  addStreamConsumer(stack, addStream(stack, stream), {
    ...stream,
    ...consumer,
  });
}
