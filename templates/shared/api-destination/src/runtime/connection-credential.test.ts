import { createSign, generateKeyPairSync } from 'node:crypto';
import { JwtVerifier } from 'aws-jwt-verify';
import { FetchError } from 'aws-jwt-verify/error';
import {
  BasicCredential,
  TokenCredential,
  connectionCredential,
} from './connection-credential';

const encode = (text: string) => Buffer.from(text).toString('base64');

test.each([
  ['user and password', `Basic ${encode('eventbridge:p-1')}`, true],
  ['another password', `Basic ${encode('eventbridge:p-2')}`, false],
  ['another user', `Basic ${encode('somebody:p-1')}`, false],
  ['the password alone', 'p-1', false],
  ['nothing', undefined, false],
])('%s', async (_, authorization, expected) => {
  const credential = new BasicCredential('eventbridge', 'p-1');
  expect(await credential.proves({ authorization })).toBe(expected);
});

const issuer = 'https://login.shop.example';
const audience = 'https://loyalty.shop.example';
const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
});

function token(claims: object, key = privateKey): string {
  const encoded = [{ alg: 'RS256', kid: 'k-1', typ: 'JWT' }, claims]
    .map(part => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  const signature = createSign('RSA-SHA256').update(encoded).sign(key);
  return `${encoded}.${signature.toString('base64url')}`;
}

const inAnHour = Math.floor(Date.now() / 1000) + 3600;
const right = { iss: issuer, aud: audience, exp: inAnHour };
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 });

test.each([
  ['a token of the issuer', token(right), true],
  ['one for another service', token({ ...right, aud: 'other' }), false],
  ['one of another issuer', token({ ...right, iss: 'other' }), false],
  ['one that has expired', token({ ...right, exp: inAnHour - 7200 }), false],
  ['one that a stranger signed', token(right, stranger.privateKey), false],
  ['no token', 'x', false],
])('%s', async (_, given, expected) => {
  const verifier = JwtVerifier.create({ issuer, audience });
  verifier.cacheJwks({
    keys: [
      {
        ...(publicKey.export({ format: 'jwk' }) as {
          kty: 'RSA';
          n: string;
          e: string;
        }),
        kid: 'k-1',
        alg: 'RS256',
        use: 'sig',
      },
    ],
  });
  const credential = new TokenCredential(verifier);
  expect(await credential.proves({ authorization: `Bearer ${given}` })).toBe(
    expected,
  );
});

test('as long as the issuer cannot be asked, nobody is turned away for good', async () => {
  const credential = new TokenCredential({
    verify: () => Promise.reject(new FetchError('https://x', 'no answer')),
  });
  await expect(
    credential.proves({ authorization: 'Bearer t' }),
  ).rejects.toThrow('no answer');
});

test('a credential that nobody knows is refused at the start', () => {
  process.env.CREDENTIAL_TYPE = 'NONE';
  expect(() => connectionCredential()).toThrow(/CREDENTIAL_TYPE is "NONE"/);
  delete process.env.CREDENTIAL_TYPE;
});
