import { JsonCodec2 } from '@smithy/core/protocols';
import { Protocol, errorMembers } from './protocol';
import { restProtocol } from './rest';

const EPOCH_SECONDS = 7;
const DOCUMENT = 15;

const codec = new JsonCodec2({
  timestampFormat: { useTrait: true, default: EPOCH_SECONDS },
  httpBindings: true,
  jsonName: true,
});

/** REST with JSON bodies. */
export const restJson: Protocol = {
  ...restProtocol({ codec, contentType: 'application/json' }),

  writeError(error, _service, requestId) {
    const serializer = codec.createSerializer();
    serializer.write(error.model?.schema ?? DOCUMENT, errorMembers(error));
    return {
      status: error.status,
      headers: {
        'content-type': 'application/json',
        'x-amzn-requestid': requestId,
        'x-amzn-errortype': error.code,
      },
      body: serializer.flush(),
    };
  },
};
