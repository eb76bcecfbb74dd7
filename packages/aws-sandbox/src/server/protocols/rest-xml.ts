import { XmlCodec } from '@aws-sdk/core/protocols';
import { OperationModel, ServiceModel } from '../service-model';
import { WireRequest } from '../wire';
import { decodeAwsChunks } from './aws-chunks';
import { Protocol } from './protocol';
import { restProtocol } from './rest';
import { UriTemplates } from './uri-template';
import { element, escapeXml } from './xml-output';

const DATE_TIME = 5;

const rest = restProtocol({
  codec: new XmlCodec({
    timestampFormat: { useTrait: true, default: DATE_TIME },
    httpBindings: true,
    xmlNamespace: 'http://s3.amazonaws.com/doc/2006-03-01/',
    serviceNamespace: 'com.amazonaws.s3',
  }),
  contentType: 'application/xml',
});

const templatesByService = new WeakMap<ServiceModel, UriTemplates>();

/**
 * REST with XML bodies, as S3 speaks it: the bucket is the first part of the
 * path or of the host, and an operation may be told by nothing but the query.
 */
export const restXml: Protocol = {
  operationName(request, service) {
    let templates = templatesByService.get(service);
    if (!templates) {
      templates = new UriTemplates(supportedOperations(service));
      templatesByService.set(service, templates);
    }
    const { bucket, request: inBucket } = splitBucket(request);
    if (bucket === undefined) {
      return request.method === 'GET' ? 'ListBuckets' : undefined;
    }
    const operation = templates.match(inBucket)?.operation;
    const strange = operation && strangeParameter(request.query, operation);
    return operation && strange === undefined
      ? operation.name
      : `${request.method}?${strange ?? [...request.query.keys()].join('&')}`;
  },

  async readInput(request, operation) {
    const { bucket, request: inBucket } = splitBucket(request);
    const input = await rest.readInput(
      { ...inBucket, body: decodeAwsChunks(request) },
      operation,
    );
    return bucket === undefined ? input : { ...input, Bucket: bucket };
  },

  writeOutput: rest.writeOutput,

  writeError(error, _service, requestId) {
    const details =
      element('Code', escapeXml(error.code)) +
      element('Message', escapeXml(error.message)) +
      element('RequestId', requestId);
    return {
      status: error.status,
      headers: {
        'content-type': 'application/xml',
        'x-amz-request-id': requestId,
      },
      body: `<?xml version="1.0" encoding="UTF-8"?>${element(
        'Error',
        details,
      )}`,
    };
  },
};

/** Of those that share a method and a path, only one is there; `ListBuckets` has no bucket to look into. */
function supportedOperations(service: ServiceModel): OperationModel[] {
  return [...service.operations.values()].filter(
    ({ name }) => name !== 'ListBuckets' && service.definition.operations[name],
  );
}

function splitBucket(request: WireRequest): {
  bucket?: string;
  request: WireRequest;
} {
  const host = (request.headers.host ?? '').replace(/:\d+$/, '');
  const inHost = /^(.+?)(\.s3[.-].*)?\.localhost$/.exec(host)?.[1];
  if (inHost !== undefined && inHost !== 's3') {
    return { bucket: inHost, request };
  }
  const [, bucket, ...rest_] = request.path.split('/');
  return bucket
    ? {
        bucket: decodeURIComponent(bucket),
        request: { ...request, path: `/${rest_.join('/')}` },
      }
    : { request };
}

/** A query parameter that the operation does not have: it asks for another one, such as `?acl`. */
function strangeParameter(
  query: URLSearchParams,
  operation: OperationModel,
): string | undefined {
  const known = new Set(['x-id']);
  const [, fixed = ''] = operation.http?.uri.split('?') ?? [];
  new URLSearchParams(fixed).forEach((_, name) => known.add(name));
  for (const [, member] of operation.input.structIterator()) {
    const { httpQuery } = member.getMergedTraits();
    if (httpQuery) {
      known.add(httpQuery);
    }
  }
  return [...query.keys()].find(
    name => !known.has(name) && !name.toLowerCase().startsWith('x-amz-'),
  );
}
