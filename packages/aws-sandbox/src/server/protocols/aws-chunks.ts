import { WireRequest } from '../wire';

/**
 * The body of a request whose sender signed it chunk by chunk, or put its
 * checksum behind it; other bodies as they are. Each chunk is its length in
 * hexadecimal digits, an optional signature, and its bytes.
 */
export function decodeAwsChunks({ headers, body }: WireRequest): Buffer {
  if (!headers['x-amz-content-sha256']?.startsWith('STREAMING-')) {
    return body;
  }
  const chunks: Buffer[] = [];
  let at = 0;
  for (;;) {
    const lineEnd = body.indexOf('\r\n', at);
    const length = parseInt(body.toString('latin1', at, lineEnd), 16);
    if (lineEnd === -1 || Number.isNaN(length)) {
      throw new Error('the chunks of the body cannot be told apart');
    }
    if (length === 0) {
      return Buffer.concat(chunks);
    }
    chunks.push(body.subarray(lineEnd + 2, lineEnd + 2 + length));
    at = lineEnd + 2 + length + 2;
  }
}
