import { JsonCodec2 } from '@smithy/core/protocols';
import { NormalizedSchema } from '@smithy/core/schema';
import type { SchemaRef, StaticOperationSchema } from '@smithy/types';
import {
  AwsError,
  Scope,
  ServiceId,
  World,
  internalContext,
} from '../../../core';
import { GatewayRefusal } from './GatewayRefusal';

/** What a service of AWS answered to an integration. */
export interface ServiceAnswer {
  status: number;
  body: string;
}

/** Names in integration URIs that differ from the services' own here. */
const ARN_NAMES: Record<string, ServiceId> = { monitoring: 'cloudwatch' };

const EPOCH_SECONDS = 7;

const codec = new JsonCodec2({
  timestampFormat: { useTrait: true, default: EPOCH_SECONDS },
  jsonName: false,
});

/**
 * Calls an operation of a service that speaks JSON, as an integration of type
 * `AWS` does.
 *
 * @param uri - `arn:aws:apigateway:<region>:<service>:action/<operation>`, or
 *   `…:path//` with the operation in the header `X-Amz-Target`
 * @throws GatewayRefusal when the sandbox has no such integration
 */
export async function callService(
  world: World,
  scope: Scope,
  uri: string,
  headers: Record<string, string>,
  body: string,
): Promise<ServiceAnswer> {
  const [, service = '', action] =
    /^arn:aws:apigateway:[^:]*:([^:]+):(?:action\/(\w+)|path\/)/.exec(uri) ??
    [];
  const definition = world.services.find(
    ({ id }) => id === ARN_NAMES[service] || id === service,
  );
  const name =
    action ??
    Object.entries(headers)
      .find(([header]) => header.toLowerCase() === 'x-amz-target')?.[1]
      .split('.')
      .pop() ??
    '';
  const run = definition?.operations[name];
  const schema = definition?.schemas[`${name}$`];
  if (!run || !Array.isArray(schema)) {
    throw new GatewayRefusal(
      500,
      `The AWS sandbox has no integration ${uri} ${name}`,
    );
  }
  const [, , , , input, output] = schema as unknown as StaticOperationSchema;
  try {
    const read = await codec
      .createDeserializer()
      .read(NormalizedSchema.of(input as SchemaRef), body);
    const answer = await run(
      read,
      internalContext(world, scope, 'apigateway.amazonaws.com'),
    );
    const serializer = codec.createSerializer();
    serializer.write(NormalizedSchema.of(output as SchemaRef), answer);
    const { buffer, byteOffset, byteLength } = serializer.flush();
    return {
      status: 200,
      body: Buffer.from(buffer, byteOffset, byteLength).toString('utf8'),
    };
  } catch (error) {
    if (error instanceof AwsError) {
      return {
        status: error.status,
        body: JSON.stringify({ __type: error.code, message: error.message }),
      };
    }
    if (error instanceof SyntaxError) {
      return {
        status: 400,
        body: JSON.stringify({ __type: 'SerializationException' }),
      };
    }
    throw error;
  }
}
