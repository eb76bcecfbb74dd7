import { StoredFunction } from './state';

/** The function's resource policy as JSON; undefined when it has none. */
export function policyDocument({ policy }: StoredFunction): string | undefined {
  return policy.length === 0
    ? undefined
    : JSON.stringify({
        Version: '2012-10-17',
        Id: 'default',
        Statement: policy,
      });
}
