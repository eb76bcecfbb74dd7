import { AwsError, Scope, World } from '../core';
import { findSession, isSandboxSessionKey } from '../services/sts/sessions';
import { CredentialScope } from './credential-scope';
import { ServiceModel } from './service-model';

/** The account of callers whose key names none. */
export const DEFAULT_ACCOUNT_ID = '123456789012';
/** The region of requests that are not signed. */
export const DEFAULT_REGION = 'us-east-1';

/** Who calls, and the account and region that the call goes to. */
export interface Caller extends Scope {
  principalArn: string;
}

/**
 * Tells the caller from the access key: twelve digits are an account, a
 * session of `AssumeRole` is its role's, anything else is the default account.
 *
 * @throws AwsError when the key is of a session that is over
 */
export function identifyCaller(
  world: World,
  service: ServiceModel,
  scope: CredentialScope | undefined,
): Caller {
  const region = scope?.region || DEFAULT_REGION;
  const accessKeyId = scope?.accessKeyId ?? '';
  if (/^\d{12}$/.test(accessKeyId)) {
    return { accountId: accessKeyId, region, principalArn: user(accessKeyId) };
  }
  const session = findSession(world, accessKeyId);
  if (session) {
    if (session.expiresAt <= world.clock.now()) {
      throw new AwsError(
        service.style === 'query' ? 'ExpiredToken' : 'ExpiredTokenException',
        'The security token included in the request is expired',
        403,
      );
    }
    const { accountId, principalArn } = session;
    return { accountId, region, principalArn };
  }
  if (isSandboxSessionKey(accessKeyId)) {
    throw new AwsError(
      service.style === 'query'
        ? 'InvalidClientTokenId'
        : 'UnrecognizedClientException',
      'The security token included in the request is invalid: it was given out by a sandbox that has ended since',
      403,
    );
  }
  return {
    accountId: DEFAULT_ACCOUNT_ID,
    region,
    principalArn: user(DEFAULT_ACCOUNT_ID),
  };
}

function user(accountId: string): string {
  return `arn:aws:iam::${accountId}:user/sandbox`;
}
