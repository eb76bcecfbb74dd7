import {
  Action,
  RuleCondition,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { StoredRule } from '../state';

/** What the conditions of a rule look at. */
export interface RoutedRequest {
  method: string;
  url: URL;
  /** Names in lower case. */
  headers: Record<string, string>;
}

/** The actions of the first rule that a request fits, by priority; the default rule comes last. */
export function chooseActions(
  rules: StoredRule[],
  request: RoutedRequest,
): Action[] {
  const byPriority = [...rules].sort((a, b) => priorityOf(a) - priorityOf(b));
  const rule = byPriority.find(({ Conditions = [] }) =>
    Conditions.every(condition => holds(condition, request)),
  );
  return [...(rule?.Actions ?? [])].sort(
    (a, b) => (a.Order ?? 0) - (b.Order ?? 0),
  );
}

function priorityOf({ Priority, IsDefault }: StoredRule): number {
  return IsDefault ? Infinity : Number(Priority);
}

function holds(condition: RuleCondition, request: RoutedRequest): boolean {
  const { url, method, headers } = request;
  const values = (config: { Values?: string[] } | undefined) =>
    config?.Values ?? condition.Values ?? [];
  switch (condition.Field) {
    case 'host-header':
      return values(condition.HostHeaderConfig).some(pattern =>
        fits(pattern.toLowerCase(), url.hostname.toLowerCase()),
      );
    case 'path-pattern':
      return values(condition.PathPatternConfig).some(pattern =>
        fits(pattern, url.pathname),
      );
    case 'http-request-method':
      return values(condition.HttpRequestMethodConfig).includes(method);
    case 'http-header': {
      const { HttpHeaderName = '', Values = [] } =
        condition.HttpHeaderConfig ?? {};
      const header = headers[HttpHeaderName.toLowerCase()];
      return (
        header !== undefined &&
        Values.some(value => fits(value.toLowerCase(), header.toLowerCase()))
      );
    }
    case 'query-string':
      return (condition.QueryStringConfig?.Values ?? []).some(
        ({ Key, Value = '' }) =>
          [...url.searchParams].some(
            ([key, value]) =>
              (Key === undefined ||
                fits(Key.toLowerCase(), key.toLowerCase())) &&
              fits(Value.toLowerCase(), value.toLowerCase()),
          ),
      );
    // Requests of the sandbox come from nowhere in particular.
    case 'source-ip':
      return values(condition.SourceIpConfig).includes('0.0.0.0/0');
    default:
      return false;
  }
}

/** `*` stands for any characters, `?` for one. */
function fits(pattern: string, value: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  return new RegExp(`^${source}$`, 's').test(value);
}
