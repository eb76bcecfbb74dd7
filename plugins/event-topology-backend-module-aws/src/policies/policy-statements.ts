import { PolicyStatement } from '../findings/findings';

/**
 * The statements of an IAM policy document, as far as they name actions and
 * resources; `NotAction` and `NotResource` say only what they leave out, so
 * they prove nothing and are passed over.
 *
 * @param document - JSON, percent-encoded as IAM gives it or plain
 * @throws SyntaxError when it is no JSON
 */
export function policyStatements(document: string): PolicyStatement[] {
  const text = document.trimStart().startsWith('{')
    ? document
    : decodeURIComponent(document);
  const statements: unknown = JSON.parse(text).Statement;
  return asList(statements).flatMap(statement => {
    if (typeof statement !== 'object' || statement === null) {
      return [];
    }
    const { Effect, Action, Resource, Condition } = statement as Record<
      string,
      unknown
    >;
    const actions = asTexts(Action);
    const resources = asTexts(Resource);
    if (
      (Effect !== 'Allow' && Effect !== 'Deny') ||
      actions.length === 0 ||
      resources.length === 0
    ) {
      return [];
    }
    return [
      { effect: Effect, actions, resources, conditional: Boolean(Condition) },
    ];
  });
}

function asTexts(value: unknown): string[] {
  return asList(value).filter((one): one is string => typeof one === 'string');
}

function asList(value: unknown): unknown[] {
  if (value === undefined || value === null) {
    return [];
  }
  return Array.isArray(value) ? value : [value];
}
