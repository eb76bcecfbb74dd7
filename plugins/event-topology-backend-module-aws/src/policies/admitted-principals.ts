import { parseArn } from '@ecs-eda/plugin-event-topology-common';
import { matchesWildcard } from './wildcard';

/** Whom a resource's own policy lets do something. */
export interface Admitted {
  /** A resource that sends, such as a topic, by the condition on `aws:SourceArn`. */
  sourceArn?: string;
  /** An account, as a principal. */
  accountId?: string;
  /** The statement, as evidence. */
  statement: string;
}

type Json = Record<string, unknown>;

/**
 * Who of other accounts a resource policy names for an action: resources by
 * `aws:SourceArn` without wildcards, and accounts as principals. Everybody (`*`)
 * without such a condition, and whole services, name nobody.
 *
 * @param policy - a JSON document, as AWS returns it
 * @param action - `sqs:SendMessage`
 * @param accountId - of the resource: what its own account may do says nothing new
 * @throws SyntaxError when the policy is no JSON
 */
export function admittedPrincipals(
  policy: string,
  action: string,
  accountId: string,
): Admitted[] {
  const { Statement } = JSON.parse(policy) as Json;
  return list(Statement)
    .filter(isJson)
    .filter(
      statement =>
        statement.Effect === 'Allow' &&
        texts(statement.Action).some(pattern =>
          matchesWildcard(pattern, action, { ignoreCase: true }),
        ),
    )
    .flatMap(statement => admittedBy(statement, accountId));
}

function admittedBy(statement: Json, ownAccountId: string): Admitted[] {
  const sources = conditionValues(statement, 'aws:sourcearn');
  const text = JSON.stringify(statement);
  if (sources.length > 0) {
    return sources.flatMap(sourceArn => {
      const arn = parseArn(sourceArn);
      return arn?.accountId &&
        arn.accountId !== ownAccountId &&
        !/[*?]/.test(sourceArn)
        ? { sourceArn, statement: text }
        : [];
    });
  }
  const accounts = new Set(
    principals(statement).flatMap(principal => accountOf(principal) ?? []),
  );
  return [...accounts]
    .filter(accountId => accountId !== ownAccountId)
    .map(accountId => ({ accountId, statement: text }));
}

/** The values that a condition must be equal to or like, whatever its operator's suffixes. */
function conditionValues(statement: Json, key: string): string[] {
  if (!isJson(statement.Condition)) {
    return [];
  }
  return Object.entries(statement.Condition)
    .filter(([operator]) => /(Arn|String)(Equals|Like)/i.test(operator))
    .filter(([operator]) => !/Not/i.test(operator))
    .flatMap(([, values]) =>
      isJson(values)
        ? Object.entries(values)
            .filter(([name]) => name.toLocaleLowerCase('en-US') === key)
            .flatMap(([, value]) => texts(value))
        : [],
    );
}

function principals({ Principal }: Json): string[] {
  return isJson(Principal) ? texts(Principal.AWS) : [];
}

/** `210987654321`, or the account in the ARN of its root, a role or a user. */
function accountOf(principal: string): string | undefined {
  return /^\d{12}$/.test(principal)
    ? principal
    : parseArn(principal)?.accountId || undefined;
}

function texts(value: unknown): string[] {
  return list(value).filter((one): one is string => typeof one === 'string');
}

function list(value: unknown): unknown[] {
  if (value === undefined || value === null) {
    return [];
  }
  return Array.isArray(value) ? value : [value];
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
