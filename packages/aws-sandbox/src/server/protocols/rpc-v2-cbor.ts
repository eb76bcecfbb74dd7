import { CborCodec } from '@smithy/core/cbor';
import { eventStreamResponse } from './event-stream';
import {
  Protocol,
  errorMembers,
  errorShapeId,
  queryErrorHeader,
} from './protocol';

const DOCUMENT = 15;
const PATH = /^\/service\/([^/]+)\/operation\/([^/]+)$/;

const codec = new CborCodec();

/** The service's name in the path of an RPC v2 request. */
export function rpcServiceName(path: string): string | undefined {
  return PATH.exec(path)?.[1];
}

/** Smithy RPC v2: the operation in the path, CBOR in and out. */
export const rpcV2Cbor: Protocol = {
  operationName(request) {
    return PATH.exec(request.path)?.[2];
  },

  async readInput(request, operation) {
    return request.body.length === 0
      ? {}
      : codec.createDeserializer().read(operation.input, request.body);
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
    serializer.write(
      operation.output.isUnitSchema() ? DOCUMENT : operation.output,
      output,
    );
    return {
      status: 200,
      headers: headers(requestId),
      body: serializer.flush(),
    };
  },

  writeError(error, service, requestId) {
    const serializer = codec.createSerializer();
    // As a document, for a structure's schema would leave out the type.
    serializer.write(DOCUMENT, {
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

function headers(requestId: string) {
  return {
    'content-type': 'application/cbor',
    'smithy-protocol': 'rpc-v2-cbor',
    'x-amzn-requestid': requestId,
  };
}
