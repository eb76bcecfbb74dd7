import { IncomingMessage } from 'node:http';
import { Http2ServerRequest } from 'node:http2';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { AwsError } from '../core';
import { WireRequest } from './wire';

const MAXIMUM_BODY_BYTES = 16 * 1024 * 1024;

const gunzipAsync = promisify(gunzip);

/** Reads a request to its end. A body that cannot be taken becomes `bodyFault`. */
export async function readRequest(
  message: IncomingMessage | Http2ServerRequest,
): Promise<WireRequest> {
  const [path, query = ''] = splitOnce(message.url ?? '/', '?');
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(message.headers)) {
    if (value !== undefined && !name.startsWith(':')) {
      headers[name] = Array.isArray(value) ? value.join(',') : value;
    }
  }
  // What HTTP/2 calls the host.
  headers.host ??= String(message.headers[':authority'] ?? '');
  const request: WireRequest = {
    method: message.method ?? 'GET',
    path,
    query: new URLSearchParams(query),
    headers,
    body: Buffer.alloc(0),
  };
  try {
    const body = await readBody(message);
    request.body =
      headers['content-encoding'] === 'gzip' ? await unpack(body) : body;
  } catch (error) {
    if (!(error instanceof AwsError)) {
      throw error;
    }
    request.bodyFault = error;
  }
  return request;
}

/** Reads on past the limit without keeping anything, so that the answer still finds its way. */
async function readBody(
  message: IncomingMessage | Http2ServerRequest,
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of message) {
    size += chunk.length;
    if (size <= MAXIMUM_BODY_BYTES) {
      chunks.push(chunk);
    }
  }
  if (size > MAXIMUM_BODY_BYTES) {
    throw tooLarge();
  }
  return Buffer.concat(chunks);
}

async function unpack(body: Buffer): Promise<Buffer> {
  try {
    return await gunzipAsync(body, { maxOutputLength: MAXIMUM_BODY_BYTES });
  } catch (error) {
    if (error instanceof RangeError) {
      throw tooLarge();
    }
    throw new AwsError(
      'SerializationException',
      'The body of the request says that it is packed with gzip, but it cannot be unpacked',
    );
  }
}

function tooLarge(): AwsError {
  return new AwsError(
    'RequestEntityTooLargeException',
    `The AWS sandbox takes request bodies of up to ${MAXIMUM_BODY_BYTES} bytes`,
    413,
  );
}

function splitOnce(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator);
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
