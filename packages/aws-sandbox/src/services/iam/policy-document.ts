import { AwsError } from '../../core';

/**
 * Checks that a text is a policy as far as its outer form goes.
 *
 * @throws AwsError `MalformedPolicyDocument`
 */
export function checkPolicyDocument(document: string | undefined): string {
  const text = document ?? '';
  let policy: unknown;
  try {
    policy = JSON.parse(text);
  } catch {
    throw malformed('This policy contains invalid Json');
  }
  if (
    typeof policy !== 'object' ||
    policy === null ||
    !('Statement' in policy)
  ) {
    throw malformed('Syntax errors in policy: Statement is missing');
  }
  const { Statement: given } = policy as { Statement: unknown };
  const statements = Array.isArray(given) ? given : [given];
  for (const statement of statements) {
    const { Effect, Action, NotAction } = Object(statement);
    if (Effect !== 'Allow' && Effect !== 'Deny') {
      throw malformed('Syntax errors in policy: Effect must be Allow or Deny');
    }
    if (Action === undefined && NotAction === undefined) {
      throw malformed('Policy statement must contain actions.');
    }
  }
  return text;
}

/** IAM gives policies percent-encoded after RFC 3986. */
export function encodePolicyDocument(document: string): string {
  return encodeURIComponent(document).replace(
    /[!'()*]/g,
    character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function malformed(message: string): AwsError {
  return new AwsError('MalformedPolicyDocument', message);
}
