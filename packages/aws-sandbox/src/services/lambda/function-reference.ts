import { Scope, World } from '../../core';
import { functionNotFound, invalidParameter } from './errors';
import { StoredFunction, lambdaState } from './state';

/** ARN of a function of one account and region. */
export function functionArn(scope: Scope, name: string): string {
  return `arn:aws:lambda:${scope.region}:${scope.accountId}:function:${name}`;
}

const REFERENCE =
  /^(?:arn:[^:]+:lambda:([a-z0-9-]+):)?(?:(\d{12}):)?(?:function:)?([A-Za-z0-9_-]{1,64})(?::(\$LATEST|[A-Za-z0-9_-]+))?$/;

/**
 * The function that a name, an ARN or a part of an ARN stands for.
 *
 * @param scope - where plain names are
 * @throws AwsError `ResourceNotFoundException`; versions and aliases are never found, for the sandbox has none
 */
export function findFunction(
  world: World,
  scope: Scope,
  reference: string | undefined,
  qualifier?: string,
): StoredFunction {
  const match = REFERENCE.exec(reference ?? '');
  if (!match) {
    throw invalidParameter(`${reference} is not the name or ARN of a function`);
  }
  const [
    ,
    region = scope.region,
    accountId = scope.accountId,
    name,
    version = qualifier ?? '$LATEST',
  ] = match;
  const where = { accountId, region };
  const found = lambdaState(world, where).functions.get(name);
  if (!found || version !== '$LATEST') {
    const suffix = version === '$LATEST' ? '' : `:${version}`;
    throw functionNotFound(`${functionArn(where, name)}${suffix}`);
  }
  return found;
}
