import { JsonCodec2 } from '@smithy/core/protocols';
import { eventStreamResponse } from './event-stream';
import {
  Protocol,
  errorMembers,
  errorShapeId,
  queryErrorHeader,
} from './protocol';

const EPOCH_SECONDS = 7;
const DOCUMENT = 15;

const codec = new JsonCodec2({
  timestampFormat: { useTrait: true, default: EPOCH_SECONDS },
  jsonName: false,
});

/** AWS JSON 1.0 and 1.1: the operation in `X-Amz-Target`, JSON in and out. */
export function awsJson(version: '1.0' | '1.1'): Protocol {
  const headers = (requestId: string) => ({
    'content-type': `application/x-amz-json-${version}`,
    'x-amzn-requestid': requestId,
  });
  return {
    operationName(request) {
      return request.headers['x-amz-target']?.split('.').pop();
    },

    async readInput(request, operation) {
      return codec
        .createDeserializer()
        .read(operation.input, request.body.toString('utf8'));
    },

    async writeOutput(output, operation, _service, requestId) {
      const stream = await eventStreamResponse(
        output,
        operation,
        codec,
        headers(requestId),
      );
      if (stream) {
        return stream;
      }
      const serializer = codec.createSerializer();
      if (operation.output.isUnitSchema()) {
        return { status: 200, headers: headers(requestId), body: '{}' };
      }
      serializer.write(operation.output, output);
      return {
        status: 200,
        headers: headers(requestId),
        body: serializer.flush(),
      };
    },

    writeError(error, service, requestId) {
      const serializer = codec.createSerializer();
      serializer.write(error.model?.schema ?? DOCUMENT, {
        __type: errorShapeId(error, service),
        ...errorMembers(error),
      });
      return {
        status: error.status,
        headers: { ...headers(requestId), ...queryErrorHeader(error, service) },
        body: serializer.flush(),
      };
    },
  };
}
