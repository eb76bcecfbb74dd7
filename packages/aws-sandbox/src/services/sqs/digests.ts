import { createHash } from 'node:crypto';
import { MessageAttributeValue } from '@aws-sdk/client-sqs';

/** MD5 of a text in UTF-8; the SDK checks message bodies against it. */
export function md5Hex(text: string): string {
  return createHash('md5').update(text, 'utf8').digest('hex');
}

/** SHA-256 of a text in UTF-8; the deduplication id by content. */
export function sha256Hex(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

const STRING_TRANSPORT = 1;
const BINARY_TRANSPORT = 2;

/**
 * The MD5 digest that SQS gives for message attributes: by name, each part
 * preceded by its length in four bytes, the value by its transport type.
 *
 * @returns undefined when there are no attributes
 */
export function md5OfAttributes(
  attributes: Record<string, MessageAttributeValue>,
): string | undefined {
  const names = Object.keys(attributes).sort();
  if (names.length === 0) {
    return undefined;
  }
  const hash = createHash('md5');
  const withLength = (part: Uint8Array) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(part.byteLength);
    hash.update(length).update(part);
  };
  for (const name of names) {
    const { DataType = '', StringValue, BinaryValue } = attributes[name];
    withLength(Buffer.from(name, 'utf8'));
    withLength(Buffer.from(DataType, 'utf8'));
    const binary = DataType.startsWith('Binary');
    hash.update(Buffer.from([binary ? BINARY_TRANSPORT : STRING_TRANSPORT]));
    withLength(
      binary
        ? BinaryValue ?? new Uint8Array()
        : Buffer.from(StringValue ?? '', 'utf8'),
    );
  }
  return hash.digest('hex');
}
