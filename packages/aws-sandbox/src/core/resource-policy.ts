/** Who asks a resource-based policy for permission. */
export type PolicyPrincipal =
  | { service: string }
  | { accountId: string; arn?: string };

/** What is asked of a resource-based policy. */
export interface PolicyRequest {
  /** As IAM spells it: `sqs:SendMessage`. */
  action: string;
  resource: string;
  principal: PolicyPrincipal;
  /** Condition keys by name, such as `aws:SourceArn`. */
  conditions?: Record<string, string>;
}

interface Statement {
  Sid?: string;
  Effect?: string;
  Principal?: unknown;
  NotPrincipal?: unknown;
  Action?: string | string[];
  NotAction?: string | string[];
  Resource?: string | string[];
  NotResource?: string | string[];
  Condition?: Record<string, Record<string, unknown>>;
}

/**
 * Whether a resource-based policy (of a queue, a topic, a bus) lets somebody
 * in. What no statement allows is refused, and a denial wins over everything.
 * Calls count as made over TLS, as AWS's own services make them.
 *
 * @param policy - the policy document as JSON; absent or unreadable allows nothing
 */
export function policyAllows(
  policy: string | undefined,
  request: PolicyRequest,
): boolean {
  const conditions = lowerCaseKeys({
    'aws:SecureTransport': 'true',
    ...request.conditions,
  });
  const matching = statementsOf(policy).filter(
    statement =>
      principalMatches(statement, request.principal) &&
      listMatches(
        statement.Action,
        statement.NotAction,
        request.action,
        true,
      ) &&
      listMatches(
        statement.Resource,
        statement.NotResource,
        request.resource,
        false,
      ) &&
      conditionsMatch(statement.Condition, conditions),
  );
  return (
    matching.some(statement => statement.Effect === 'Allow') &&
    !matching.some(statement => statement.Effect === 'Deny')
  );
}

/** `*` and `?` as IAM reads them. */
export function wildcardMatches(
  pattern: string,
  value: string,
  ignoreCase = false,
): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  return new RegExp(`^${source}$`, ignoreCase ? 'is' : 's').test(value);
}

function statementsOf(policy: string | undefined): Statement[] {
  if (!policy) {
    return [];
  }
  try {
    return listOf<Statement>(JSON.parse(policy).Statement);
  } catch {
    return [];
  }
}

function listOf<T>(value: T | T[] | undefined): T[] {
  if (value === undefined || value === null) {
    return [];
  }
  return Array.isArray(value) ? value : [value];
}

function principalMatches(
  statement: Statement,
  principal: PolicyPrincipal,
): boolean {
  if (statement.NotPrincipal !== undefined) {
    return !principalIn(statement.NotPrincipal, principal);
  }
  return principalIn(statement.Principal, principal);
}

function principalIn(listed: unknown, principal: PolicyPrincipal): boolean {
  if (listed === '*') {
    return true;
  }
  if (typeof listed !== 'object' || listed === null) {
    return false;
  }
  const byKind = listed as Record<string, string | string[]>;
  if ('service' in principal) {
    return (
      listOf(byKind.Service).includes(principal.service) ||
      listOf(byKind.AWS).includes('*')
    );
  }
  return listOf(byKind.AWS).some(
    value =>
      value === '*' ||
      value === principal.accountId ||
      value === principal.arn ||
      value === `arn:aws:iam::${principal.accountId}:root`,
  );
}

function listMatches(
  positive: string | string[] | undefined,
  negative: string | string[] | undefined,
  value: string,
  ignoreCase: boolean,
): boolean {
  if (negative !== undefined) {
    return !listOf(negative).some(pattern =>
      wildcardMatches(pattern, value, ignoreCase),
    );
  }
  // A resource policy may leave its own resource out.
  if (positive === undefined) {
    return true;
  }
  return listOf(positive).some(pattern =>
    wildcardMatches(pattern, value, ignoreCase),
  );
}

function lowerCaseKeys(record: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [key.toLowerCase(), value]),
  );
}

function conditionsMatch(
  condition: Statement['Condition'],
  given: Record<string, string>,
): boolean {
  return Object.entries(condition ?? {}).every(([operator, keys]) =>
    Object.entries(keys).every(([key, expected]) =>
      conditionMatches(
        operator,
        listOf(expected).map(String),
        given[key.toLowerCase()],
      ),
    ),
  );
}

function conditionMatches(
  operator: string,
  expected: string[],
  given: string | undefined,
): boolean {
  const [, name, ifExists] =
    /^(?:ForA(?:ny|ll)Values?:)?(.+?)(IfExists)?$/.exec(operator) ?? [
      '',
      operator,
      undefined,
    ];
  if (name === 'Null') {
    return expected.includes(String(given === undefined));
  }
  if (given === undefined) {
    return ifExists !== undefined || name.includes('Not');
  }
  switch (name) {
    case 'StringEquals':
      return expected.includes(given);
    case 'StringNotEquals':
      return !expected.includes(given);
    case 'StringEqualsIgnoreCase':
    case 'Bool':
      return expected.some(
        value => value.toLowerCase() === given.toLowerCase(),
      );
    case 'StringLike':
    case 'ArnLike':
    case 'ArnEquals':
      return expected.some(pattern => wildcardMatches(pattern, given));
    case 'StringNotLike':
    case 'ArnNotLike':
    case 'ArnNotEquals':
      return !expected.some(pattern => wildcardMatches(pattern, given));
    default:
      return false;
  }
}
