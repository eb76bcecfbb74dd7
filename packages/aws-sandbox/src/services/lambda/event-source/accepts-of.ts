import { compileEventPattern } from '@ecs-eda/plugin-event-topology-common';
import { StoredEventSourceMapping } from '../state';

/**
 * Whether a mapping's filter lets a record or message through. Members that
 * hold JSON as text are seen as what they hold.
 */
export function acceptsOf({
  configuration,
}: StoredEventSourceMapping): (content: Record<string, string>) => boolean {
  const matchers = (configuration.FilterCriteria?.Filters ?? []).map(
    ({ Pattern }) => compileEventPattern(Pattern ?? '{}'),
  );
  return content => {
    const event = Object.fromEntries(
      Object.entries(content).map(([name, text]) => [name, parsed(text)]),
    );
    return matchers.length === 0 || matchers.some(matches => matches(event));
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: a filter sees it as text.
    return text;
  }
}
