import { crc32 } from 'node:zlib';

const VERSION = 20;
const LOCAL_HEADER = 0x04034b50;
const CENTRAL_HEADER = 0x02014b50;
const END_OF_CENTRAL_DIRECTORY = 0x06054b50;
const READABLE_BY_ALL = 0o100644 * 0x10000;

/** A zip archive with one uncompressed file, as Lambda takes code. */
export function zipOf(fileName: string, text: string): Uint8Array {
  const name = Buffer.from(fileName);
  const data = Buffer.from(text);
  const local = header(LOCAL_HEADER, [], name, data);
  const central = header(
    CENTRAL_HEADER,
    [{ size: 2, value: VERSION }],
    name,
    data,
    [
      { size: 2, value: 0 },
      { size: 2, value: 0 },
      { size: 2, value: 0 },
      { size: 4, value: READABLE_BY_ALL },
      { size: 4, value: 0 },
    ],
  );
  const end = fields([
    { size: 4, value: END_OF_CENTRAL_DIRECTORY },
    { size: 4, value: 0 },
    { size: 2, value: 1 },
    { size: 2, value: 1 },
    { size: 4, value: central.length },
    { size: 4, value: local.length + data.length },
    { size: 2, value: 0 },
  ]);
  return Buffer.concat([local, data, central, end]);
}

interface Field {
  size: 2 | 4;
  value: number;
}

function header(
  signature: number,
  before: Field[],
  name: Buffer,
  data: Buffer,
  after: Field[] = [],
): Buffer {
  const head = fields([
    { size: 4, value: signature },
    ...before,
    { size: 2, value: VERSION },
    // No flags, stored, no time.
    { size: 4, value: 0 },
    { size: 4, value: 0 },
    { size: 4, value: crc32(data) },
    { size: 4, value: data.length },
    { size: 4, value: data.length },
    { size: 2, value: name.length },
    { size: 2, value: 0 },
    ...after,
  ]);
  return Buffer.concat([head, name]);
}

function fields(all: Field[]): Buffer {
  return Buffer.concat(
    all.map(({ size, value }) => {
      const buffer = Buffer.alloc(size);
      buffer.writeUIntLE(value, 0, size);
      return buffer;
    }),
  );
}
