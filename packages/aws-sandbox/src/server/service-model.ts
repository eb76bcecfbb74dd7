import { NormalizedSchema, isStaticSchema } from '@smithy/core/schema';
import type {
  SchemaRef,
  StaticErrorSchema,
  StaticOperationSchema,
} from '@smithy/types';
import { ServiceDefinition, ServiceId } from '../core';

/** One operation of a client's schema. */
export interface OperationModel {
  name: string;
  input: NormalizedSchema;
  output: NormalizedSchema;
  /** Method, URI template and success status, for REST protocols. */
  http?: { method: string; uri: string; status: number };
}

/** One modelled error. */
export interface ErrorModel {
  name: string;
  namespace: string;
  schema: NormalizedSchema;
  /** The code on the wire of the query protocol. */
  queryCode: string;
  /** The status that the model gives; absent when it gives none. */
  status?: number;
  /** The status on the wire of the query protocol. */
  queryStatus?: number;
}

/** The style in which a service speaks by default; it decides how general errors are named. */
export type ProtocolStyle = 'json' | 'rest' | 'query';

/** What the front knows of a service, all of it taken from the client's own module. */
export interface ServiceModel {
  definition: ServiceDefinition;
  id: ServiceId;
  /** The service's name in a signature's credential scope. */
  signingName: string;
  /** What comes before the dot in `X-Amz-Target`, and the service's name in an RPC v2 path. */
  target?: string;
  xmlNamespace: string;
  apiVersion: string;
  style: ProtocolStyle;
  /** JSON and CBOR answers also carry the code of the former query protocol. */
  queryCompatible: boolean;
  namespace: string;
  operations: Map<string, OperationModel>;
  /** By name and by query code. */
  errors: Map<string, ErrorModel>;
}

/** Signing names that differ from the IAM prefix. */
const SIGNING_NAMES: Partial<Record<ServiceId, string>> = {
  cloudwatch: 'monitoring',
  tag: 'tagging',
};

const OPERATION = 9;
const ERROR = -3;

/**
 * Reads operations, errors and protocol settings out of a client module.
 *
 * @throws Error when the module exports no client class
 */
export function readServiceModel(definition: ServiceDefinition): ServiceModel {
  const settings = readClientSettings(definition);
  const operations = new Map<string, OperationModel>();
  const errors = new Map<string, ErrorModel>();
  let namespace = '';
  for (const exported of Object.values(definition.schemas)) {
    if (!Array.isArray(exported) || !isStaticSchema(exported as SchemaRef)) {
      continue;
    }
    if (exported[0] === OPERATION) {
      const operation = readOperation(exported as StaticOperationSchema);
      operations.set(operation.name, operation);
      namespace = exported[1];
    } else if (exported[0] === ERROR) {
      const error = readError(exported as StaticErrorSchema);
      errors.set(error.name, error);
      if (!errors.has(error.queryCode)) {
        errors.set(error.queryCode, error);
      }
    }
  }
  return {
    definition,
    id: definition.id,
    signingName: SIGNING_NAMES[definition.id] ?? definition.id,
    namespace,
    operations,
    errors,
    ...settings,
  };
}

function readOperation(schema: StaticOperationSchema): OperationModel {
  const [, , name, traits, input, output] = schema;
  const http =
    typeof traits === 'object' && Array.isArray(traits.http)
      ? {
          method: traits.http[0],
          uri: traits.http[1],
          status: traits.http[2],
        }
      : undefined;
  return {
    name,
    http,
    input: NormalizedSchema.of(input),
    output: NormalizedSchema.of(output),
  };
}

function readError(schema: StaticErrorSchema): ErrorModel {
  const [, namespace, name, traits] = schema;
  const given: Record<string, unknown> =
    typeof traits === 'object' ? { ...traits } : {};
  const [queryCode, queryStatus] = Array.isArray(given.awsQueryError)
    ? given.awsQueryError
    : [name, undefined];
  const status =
    typeof given.httpError === 'number' ? given.httpError : undefined;
  return {
    name,
    namespace,
    schema: NormalizedSchema.of(schema),
    queryCode,
    status,
    queryStatus: queryStatus ?? status,
  };
}

interface ClientLike {
  config: { apiVersion?: string; protocol?: unknown };
  destroy(): void;
}

function readClientSettings(
  definition: ServiceDefinition,
): Pick<
  ServiceModel,
  'apiVersion' | 'queryCompatible' | 'style' | 'target' | 'xmlNamespace'
> {
  const found = Object.entries(definition.schemas).find(
    ([name, exported]) =>
      name.endsWith('Client') &&
      !name.startsWith('_') &&
      typeof exported === 'function',
  );
  if (!found) {
    throw new Error(
      `The module given as schemas of '${definition.id}' exports no client`,
    );
  }
  const Client = found[1] as new (config: object) => ClientLike;
  // Never sends anything: it only tells which protocol it would speak.
  const client = new Client({
    region: 'us-east-1',
    credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
  });
  const protocol = client.config.protocol as {
    getShapeId?: () => string;
    options?: Record<string, unknown>;
    serviceTarget?: unknown;
    awsQueryCompatible?: unknown;
  };
  const shapeId = protocol.getShapeId?.() ?? '';
  client.destroy();
  return {
    apiVersion: client.config.apiVersion ?? '',
    style: styleOf(shapeId),
    target:
      text(protocol.serviceTarget) ?? text(protocol.options?.serviceTarget),
    xmlNamespace: text(protocol.options?.xmlNamespace) ?? '',
    queryCompatible: protocol.awsQueryCompatible === true,
  };
}

function styleOf(shapeId: string): ProtocolStyle {
  if (shapeId.endsWith('awsQuery')) {
    return 'query';
  }
  return shapeId.endsWith('restJson1') ? 'rest' : 'json';
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
