import { Authorizer, Method } from '@aws-sdk/client-api-gateway';
import { GatewayRefusal } from './GatewayRefusal';

/** Who calls, as mapping templates see it. */
export interface ClientIdentity {
  /** `$context.authorizer` */
  authorizer: Record<string, unknown>;
  /** `$context.identity` */
  identity: Record<string, string>;
}

/** JSON that stands for what an authorizer would find out. */
const CLAIMS_HEADER = 'x-sandbox-claims';

/**
 * Tells who calls. Nothing is proven here: a token's signature is not looked
 * at, and the header `x-sandbox-claims` takes the place of a token, or of what
 * a function would answer.
 *
 * @throws GatewayRefusal 401 or 403 when the method asks for a caller and there is none
 */
export function identifyClient(
  method: Method,
  authorizer: Authorizer | undefined,
  headers: Record<string, string>,
): ClientIdentity {
  const identity = {
    sourceIp: '127.0.0.1',
    userAgent: headers['user-agent'] ?? '',
  };
  switch (method.authorizationType) {
    case 'AWS_IAM': {
      const accessKey = /Credential=([^/,\s]+)/.exec(
        headers.authorization ?? '',
      )?.[1];
      if (accessKey === undefined) {
        throw new GatewayRefusal(403, 'Missing Authentication Token');
      }
      return {
        authorizer: {},
        identity: {
          ...identity,
          accessKey,
          accountId: accessKey,
          userArn: `arn:aws:iam::${accessKey}:user/sandbox`,
          caller: accessKey,
        },
      };
    }
    case 'COGNITO_USER_POOLS':
      return {
        identity,
        authorizer: { claims: claimsOf(authorizer, headers) },
      };
    case 'CUSTOM': {
      const claims = claimsOf(authorizer, headers);
      return {
        identity,
        authorizer: { principalId: claims.sub ?? '', ...claims },
      };
    }
    default:
      return { identity, authorizer: {} };
  }
}

function claimsOf(
  authorizer: Authorizer | undefined,
  headers: Record<string, string>,
): Record<string, unknown> {
  const header = (
    authorizer?.identitySource ?? 'method.request.header.Authorization'
  )
    .replace('method.request.header.', '')
    .toLowerCase();
  const claims = headers[CLAIMS_HEADER]
    ? parseObject(headers[CLAIMS_HEADER])
    : claimsOfToken(headers[header]);
  const isOver =
    typeof claims?.exp === 'number' && claims.exp * 1_000 < Date.now();
  if (!claims || isOver) {
    throw new GatewayRefusal(
      401,
      isOver ? 'The incoming token has expired' : 'Unauthorized',
    );
  }
  return claims;
}

/** The middle part of a JSON web token. */
function claimsOfToken(
  token: string | undefined,
): Record<string, unknown> | undefined {
  const [, payload = ''] = (token ?? '').replace(/^Bearer\s+/i, '').split('.');
  return parseObject(Buffer.from(payload, 'base64url').toString('utf8'));
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null
      ? { ...value }
      : undefined;
  } catch {
    return undefined;
  }
}
