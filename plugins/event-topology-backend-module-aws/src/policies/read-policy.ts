import policy from '../../iam-policy.json';

const STATEMENT_OF = new Map(
  policy.Statement.flatMap(({ Sid, Action }) =>
    Action.map((action): [string, string] => [action, Sid]),
  ),
);

/**
 * The statement of the read-only policy (`iam-policy.json`) that allows an
 * action. Undefined for an action that AWS asks for beyond the calls
 * themselves, such as `kms:Decrypt`.
 */
export function policyStatementOf(action: string): string | undefined {
  return STATEMENT_OF.get(action);
}
