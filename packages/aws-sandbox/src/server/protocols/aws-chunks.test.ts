import { WireRequest } from '../wire';
import { decodeAwsChunks } from './aws-chunks';

const request = (body: string, mode?: string): WireRequest => ({
  method: 'PUT',
  path: '/bucket/key',
  query: new URLSearchParams(),
  headers: mode ? { 'x-amz-content-sha256': mode } : {},
  body: Buffer.from(body, 'latin1'),
});

it('leaves bodies alone that are in one piece', () => {
  expect(String(decodeAwsChunks(request('4\r\n')))).toBe('4\r\n');
});

it('puts the chunks together, whatever comes with them and after them', () => {
  const body =
    '5;chunk-signature=ab\r\nhello\r\n2\r\n\r\n\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n';
  expect(
    String(
      decodeAwsChunks(request(body, 'STREAMING-UNSIGNED-PAYLOAD-TRAILER')),
    ),
  ).toBe('hello\r\n');
});

it('refuses what are no chunks', () => {
  expect(() =>
    decodeAwsChunks(request('hello', 'STREAMING-UNSIGNED-PAYLOAD-TRAILER')),
  ).toThrow('cannot be told apart');
});
