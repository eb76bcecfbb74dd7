import type { IncomingHttpHeaders } from 'node:http';
import { JwtVerifier } from 'aws-jwt-verify';
import {
  FetchError,
  JwtBaseError,
  WaitPeriodNotYetEndedJwkError,
} from 'aws-jwt-verify/error';
import { ApiKeyCredential, Credential, isSame } from './credential';
import { text } from './environment';

/** A user name and a password. */
export class BasicCredential implements Credential {
  private readonly expected: string;

  constructor(username: string, password: string) {
    const pair = Buffer.from(`${username}:${password}`).toString('base64');
    this.expected = `Basic ${pair}`;
  }

  async proves({ authorization }: IncomingHttpHeaders): Promise<boolean> {
    return authorization !== undefined && isSame(authorization, this.expected);
  }
}

/** Throws when a token is not what it must be. */
export interface TokenVerifier {
  verify(token: string): Promise<unknown>;
}

/** A token that an issuer has signed. */
export class TokenCredential implements Credential {
  constructor(private readonly verifier: TokenVerifier) {}

  async proves({ authorization }: IncomingHttpHeaders): Promise<boolean> {
    const [, token] = /^Bearer (\S+)$/i.exec(authorization ?? '') ?? [];
    if (!token) {
      return false;
    }
    try {
      await this.verifier.verify(token);
      return true;
    } catch (error) {
      if (isAboutTheToken(error)) {
        return false;
      }
      throw error;
    }
  }
}

/** When the issuer cannot be asked for its keys, the token may be right: the caller must come again. */
function isAboutTheToken(error: unknown): boolean {
  return (
    error instanceof JwtBaseError &&
    !(error instanceof FetchError) &&
    !(error instanceof WaitPeriodNotYetEndedJwkError)
  );
}

/** How EventBridge proves who it is, by what the stack has put into the environment. */
export function connectionCredential(): Credential {
  const type = text('CREDENTIAL_TYPE');
  switch (type) {
    case 'API_KEY':
      return new ApiKeyCredential(
        text('CREDENTIAL_HEADER'),
        text('CREDENTIAL_SECRET'),
      );
    case 'BASIC':
      return new BasicCredential(
        text('CREDENTIAL_USERNAME'),
        text('CREDENTIAL_SECRET'),
      );
    case 'OAUTH_CLIENT_CREDENTIALS':
      return new TokenCredential(
        JwtVerifier.create({
          issuer: text('CREDENTIAL_ISSUER'),
          audience: text('CREDENTIAL_AUDIENCE'),
        }),
      );
    default:
      throw new Error(
        `The environment variable CREDENTIAL_TYPE is "${type}", which is none of API_KEY, BASIC and OAUTH_CLIENT_CREDENTIALS.`,
      );
  }
}
