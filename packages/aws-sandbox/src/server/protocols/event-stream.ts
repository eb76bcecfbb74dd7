import {
  EventStreamMarshaller,
  EventStreamSerde,
} from '@smithy/core/event-streams';
import { fromUtf8, toUtf8 } from '@smithy/core/serde';
import type { ShapeDeserializer, ShapeSerializer } from '@smithy/types';
import { OperationModel } from '../service-model';
import { WireResponse } from '../wire';

/** What events are written in. */
interface Codec {
  createSerializer(): ShapeSerializer<string | Uint8Array>;
  createDeserializer(): ShapeDeserializer<string | Uint8Array>;
}

/**
 * The answer of an operation whose output is a stream of events: first what it
 * says at once, then what comes.
 *
 * @param headers - of an answer that is no stream; their type is that of each event
 * @returns undefined when the operation has no such output
 */
export async function eventStreamResponse(
  output: Record<string, unknown>,
  operation: OperationModel,
  codec: Codec,
  headers: Record<'content-type', string>,
): Promise<WireResponse | undefined> {
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
    defaultContentType: headers['content-type'],
  });
  return {
    status: 200,
    headers: {
      ...headers,
      'content-type': 'application/vnd.amazon.eventstream',
    },
    body: await serde.serializeEventStream({
      eventStream: events as AsyncIterable<unknown>,
      requestSchema: operation.output,
      initialRequest: atOnce,
      initialMessageType: 'initial-response',
    }),
  };
}
