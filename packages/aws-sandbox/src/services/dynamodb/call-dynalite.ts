import * as client from '@aws-sdk/client-dynamodb';
import { JsonCodec2 } from '@smithy/core/protocols';
import { NormalizedSchema } from '@smithy/core/schema';
import type { SchemaRef, StaticOperationSchema } from '@smithy/types';
import { Store } from 'dynalite/db';
import { checkTypes, checkValidations } from 'dynalite/validations';
import { AwsError } from '../../core';

/** Operations that dynalite performs. */
export const DYNALITE_OPERATIONS = [
  'BatchGetItem',
  'BatchWriteItem',
  'CreateTable',
  'DeleteItem',
  'DeleteTable',
  'DescribeTable',
  'GetItem',
  'ListTables',
  'PutItem',
  'Query',
  'Scan',
  'UpdateItem',
  'UpdateTable',
] as const;

export type DynaliteOperation = (typeof DYNALITE_OPERATIONS)[number];

type Action = (
  store: Store,
  data: object,
  done: (error: unknown, output?: unknown) => void,
) => void;

interface Part {
  run: Action;
  rules: { types: object; custom?: unknown };
  input: NormalizedSchema;
  output: NormalizedSchema;
}

const EPOCH_SECONDS = 7;

const codec = new JsonCodec2({
  timestampFormat: { useTrait: true, default: EPOCH_SECONDS },
  jsonName: false,
});

const PARTS = new Map(DYNALITE_OPERATIONS.map(name => [name, partOf(name)]));

function partOf(operation: DynaliteOperation): Part {
  const file = `${operation[0].toLowerCase()}${operation.slice(1)}`;
  const exported: Record<string, unknown> = { ...client };
  const [, , , , input, output] = exported[
    `${operation}$`
  ] as StaticOperationSchema;
  return {
    // Its parts, and not its server: that one asks for signatures, and ends the process when something fails.
    run: require(`dynalite/actions/${file}`),
    rules: require(`dynalite/validations/${file}`),
    input: NormalizedSchema.of(input as SchemaRef),
    output: NormalizedSchema.of(output as SchemaRef),
  };
}

/**
 * Performs an operation by dynalite, from and to the shapes of the SDK.
 *
 * @throws AwsError as DynamoDB names it
 */
export async function callDynalite<O>(
  store: Store,
  operation: DynaliteOperation,
  input: object,
): Promise<O> {
  const part = PARTS.get(operation);
  if (!part) {
    throw new Error(`dynalite does not have ${operation}`);
  }
  const serializer = codec.createSerializer();
  serializer.write(part.input, input);
  const { buffer, byteOffset, byteLength } = serializer.flush();
  try {
    const data = checkTypes(
      JSON.parse(Buffer.from(buffer, byteOffset, byteLength).toString('utf8')),
      part.rules.types,
    );
    checkValidations(data, part.rules.types, part.rules.custom, store);
    const output = await new Promise((resolve, reject) =>
      part.run(store, data, (error, result) =>
        error ? reject(error) : resolve(result),
      ),
    );
    return await codec
      .createDeserializer()
      .read(part.output, JSON.stringify(output || {}));
  } catch (error) {
    throw asAwsError(error);
  }
}

function asAwsError(error: unknown): unknown {
  const { statusCode, body } = error as {
    statusCode?: number;
    body?: { __type?: string; message?: string; Message?: string };
  };
  return statusCode && body?.__type
    ? new AwsError(
        body.__type.split('#').pop() ?? '',
        body.message ?? body.Message ?? '',
        statusCode,
      )
    : error;
}
