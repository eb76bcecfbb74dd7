import {
  EventStreamMarshaller,
  EventStreamSerde,
} from '@smithy/core/event-streams';
import { fromUtf8, toUtf8 } from '@smithy/core/serde';
import type { ShapeDeserializer, ShapeSerializer } from '@smithy/types';
import { OperationModel } from '../service-model';

/** What events are written in. */
interface Codec {
  createSerializer(): ShapeSerializer<string | Uint8Array>;
  createDeserializer(): ShapeDeserializer<string | Uint8Array>;
}

/** The type of an answer that is a stream of events. */
export const EVENT_STREAM_TYPE = 'application/vnd.amazon.eventstream';

/**
 * The output of an operation as a stream of events: first what it says at
 * once, then what comes.
 *
 * @returns undefined when the operation has no such output
 */
export async function eventStreamOf(
  output: Record<string, unknown>,
  operation: OperationModel,
  codec: Codec,
  contentType: string,
): Promise<AsyncIterable<Uint8Array> | undefined> {
  const member = operation.output.isUnitSchema()
    ? ''
    : operation.output.getEventStreamMember();
  if (!member) {
    return undefined;
  }
  const { [member]: events, ...atOnce } = output;
  const serde = new EventStreamSerde({
    marshaller: new EventStreamMarshaller({
      utf8Encoder: toUtf8,
      utf8Decoder: fromUtf8,
    }),
    serializer: codec.createSerializer(),
    deserializer: codec.createDeserializer(),
    defaultContentType: contentType,
  });
  return serde.serializeEventStream({
    eventStream: events as AsyncIterable<unknown>,
    requestSchema: operation.output,
    initialRequest: atOnce,
    initialMessageType: 'initial-response',
  });
}
