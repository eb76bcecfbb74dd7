import { NormalizedSchema } from '@smithy/core/schema';
import type { Codec } from '@smithy/types';
import { OperationModel, ServiceModel } from '../service-model';
import { WireRequest } from '../wire';
import { Protocol } from './protocol';
import { httpBindingText } from './text-values';
import { UriTemplates } from './uri-template';

/** How bodies are written, where a body is not just bytes or text. */
export interface RestFormat {
  codec: Codec<string | Uint8Array, string>;
  contentType: string;
}

const templatesByService = new WeakMap<ServiceModel, UriTemplates>();
const templatesByOperation = new WeakMap<OperationModel, UriTemplates>();

/** REST: the operation told by method and path, members bound to labels, query and headers, the rest in the body. */
export function restProtocol(format: RestFormat): Omit<Protocol, 'writeError'> {
  return {
    operationName(request, service) {
      let templates = templatesByService.get(service);
      if (!templates) {
        templates = new UriTemplates(service.operations.values());
        templatesByService.set(service, templates);
      }
      return templates.match(request)?.operation.name;
    },

    async readInput(request, operation) {
      if (operation.input.isUnitSchema()) {
        return {};
      }
      const input = await readBody(request, operation.input, format);
      readBindings(request, operation, input);
      return input;
    },

    writeOutput(output, operation, _service, requestId) {
      const headers: Record<string, string> = { 'x-amzn-requestid': requestId };
      const status = operation.http?.status ?? 200;
      if (operation.output.isUnitSchema()) {
        return { status, headers };
      }
      const bound = writeHeaders(output, operation.output, headers);
      const payload = payloadMember(operation.output);
      if (payload) {
        const [name, schema] = payload;
        return {
          status: bound.status ?? status,
          headers,
          body: writePayload(output[name], schema, headers, format),
        };
      }
      if (status === 204) {
        return { status, headers };
      }
      headers['content-type'] = format.contentType;
      const serializer = format.codec.createSerializer();
      serializer.write(operation.output, bound.body);
      return {
        status: bound.status ?? status,
        headers,
        body: serializer.flush(),
      };
    },
  };
}

async function readBody(
  request: WireRequest,
  schema: NormalizedSchema,
  { codec }: RestFormat,
): Promise<Record<string, unknown>> {
  const payload = payloadMember(schema);
  if (!payload) {
    return request.body.length === 0
      ? {}
      : codec.createDeserializer().read(schema, request.body.toString('utf8'));
  }
  const [name, member] = payload;
  if (request.body.length === 0) {
    return {};
  }
  if (member.isBlobSchema()) {
    return { [name]: new Uint8Array(request.body) };
  }
  const text = request.body.toString('utf8');
  return {
    [name]: member.isStringSchema()
      ? text
      : await codec.createDeserializer().read(member, text),
  };
}

/** Labels, query parameters and headers. */
function readBindings(
  request: WireRequest,
  operation: OperationModel,
  input: Record<string, unknown>,
): void {
  let templates = templatesByOperation.get(operation);
  if (!templates) {
    templates = new UriTemplates([operation]);
    templatesByOperation.set(operation, templates);
  }
  const labels = templates.match(request)?.labels ?? {};
  for (const [name, member] of operation.input.structIterator()) {
    const traits = member.getMergedTraits();
    let value: unknown;
    if (traits.httpLabel) {
      value =
        labels[name] === undefined
          ? undefined
          : httpBindingText.read(member, labels[name]);
    } else if (traits.httpQuery) {
      value = readQuery(request.query.getAll(traits.httpQuery), member);
    } else if (traits.httpQueryParams) {
      value = readQueryParameters(request.query, member);
    } else if (traits.httpHeader) {
      const header = request.headers[traits.httpHeader.toLowerCase()];
      value =
        header === undefined ? undefined : httpBindingText.read(member, header);
    } else if (traits.httpPrefixHeaders !== undefined) {
      value = readPrefixedHeaders(request.headers, traits.httpPrefixHeaders);
    } else {
      continue;
    }
    if (value === undefined) {
      delete input[name];
    } else {
      input[name] = value;
    }
  }
}

function readQuery(values: string[], schema: NormalizedSchema): unknown {
  if (values.length === 0) {
    return undefined;
  }
  if (schema.isListSchema()) {
    const member = schema.getValueSchema();
    return values.map(value => httpBindingText.read(member, value));
  }
  return httpBindingText.read(schema, values[0]);
}

function readQueryParameters(
  query: URLSearchParams,
  schema: NormalizedSchema,
): Record<string, unknown> {
  const value = schema.getValueSchema();
  return Object.fromEntries(
    [...new Set(query.keys())].map(key => [
      key,
      readQuery(query.getAll(key), value),
    ]),
  );
}

function readPrefixedHeaders(
  headers: Record<string, string>,
  prefix: string,
): Record<string, string> {
  const start = prefix.toLowerCase();
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => name.startsWith(start))
      .map(([name, value]) => [name.slice(start.length), value]),
  );
}

function payloadMember(
  schema: NormalizedSchema,
): [string, NormalizedSchema] | undefined {
  for (const member of schema.structIterator()) {
    if (member[1].getMergedTraits().httpPayload) {
      return member;
    }
  }
  return undefined;
}

function writePayload(
  value: unknown,
  schema: NormalizedSchema,
  headers: Record<string, string>,
  { codec, contentType }: RestFormat,
): string | Uint8Array | undefined {
  if (value === undefined || value === null) {
    return undefined;
  }
  if (schema.isBlobSchema()) {
    headers['content-type'] ??= 'application/octet-stream';
    return value as Uint8Array;
  }
  if (schema.isStringSchema()) {
    headers['content-type'] ??= 'text/plain';
    return String(value);
  }
  headers['content-type'] = contentType;
  const serializer = codec.createSerializer();
  serializer.write(schema, value);
  return serializer.flush();
}

/** Moves members that are bound to headers and to the status out of the body. */
function writeHeaders(
  output: Record<string, unknown>,
  schema: NormalizedSchema,
  headers: Record<string, string>,
): { body: Record<string, unknown>; status?: number } {
  const body: Record<string, unknown> = { ...output };
  let status: number | undefined;
  for (const [name, member] of schema.structIterator()) {
    const { httpHeader, httpPrefixHeaders, httpResponseCode } =
      member.getMergedTraits();
    const value = output[name];
    if (httpHeader) {
      delete body[name];
      if (value !== undefined && value !== null) {
        headers[httpHeader.toLowerCase()] = httpBindingText.write(
          member,
          value,
        );
      }
    } else if (httpPrefixHeaders !== undefined) {
      delete body[name];
      for (const [key, item] of Object.entries(value ?? {})) {
        headers[`${httpPrefixHeaders}${key}`.toLowerCase()] = String(item);
      }
    } else if (httpResponseCode) {
      delete body[name];
      status = typeof value === 'number' ? value : undefined;
    }
  }
  return { body, status };
}
