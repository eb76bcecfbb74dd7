import { randomInt } from 'node:crypto';
import { GetRandomPasswordRequest } from '@aws-sdk/client-secrets-manager';
import { invalidParameter } from './state';

const LOWER_CASE = 'abcdefghijklmnopqrstuvwxyz';
const UPPER_CASE = LOWER_CASE.toUpperCase();
const NUMBERS = '0123456789';
const PUNCTUATION = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';
const DEFAULT_LENGTH = 32;
const MAXIMUM_LENGTH = 4_096;

/**
 * A password as `GetRandomPassword` and `GenerateSecretString` of
 * CloudFormation make it.
 *
 * @throws AwsError `InvalidParameterException` when no password can be so
 */
export function randomPassword(wish: GetRandomPasswordRequest): string {
  const excluded = new Set(wish.ExcludeCharacters ?? '');
  const kinds = [
    wish.ExcludeLowercase ? '' : LOWER_CASE,
    wish.ExcludeUppercase ? '' : UPPER_CASE,
    wish.ExcludeNumbers ? '' : NUMBERS,
    wish.ExcludePunctuation ? '' : PUNCTUATION,
    wish.IncludeSpace ? ' ' : '',
  ]
    .map(kind => [...kind].filter(one => !excluded.has(one)))
    .filter(kind => kind.length > 0);
  const all = kinds.flat();
  const length = wish.PasswordLength ?? DEFAULT_LENGTH;
  const required = wish.RequireEachIncludedType ?? true ? kinds : [];
  if (
    all.length === 0 ||
    length < Math.max(1, required.length) ||
    length > MAXIMUM_LENGTH
  ) {
    throw invalidParameter(
      `A password of ${length} characters cannot be made with these settings`,
    );
  }
  const characters = [
    ...required.map(pick),
    ...Array.from({ length: length - required.length }, () => pick(all)),
  ];
  return shuffled(characters).join('');
}

function pick(from: string[]): string {
  return from[randomInt(from.length)];
}

function shuffled(items: string[]): string[] {
  const left = [...items];
  return items.map(() => left.splice(randomInt(left.length), 1)[0]);
}
