import {
  compileEventPattern,
  InvalidEventPatternError,
} from '../event-pattern';
import { TopologyNodeOf } from '../model';
import { EventContract } from './event-contract';

/**
 * Whether a rule may match events of a contract, by their `source` and
 * `detail-type`. What a pattern asks of the rest of an event is left out: it
 * decides which of the events, not whether any.
 */
export function ruleTakes(
  rule: TopologyNodeOf<'rule'>,
  { sources, detailTypes }: EventContract,
): boolean {
  const { eventPattern } = rule.attributes;
  if (!eventPattern) {
    return false;
  }
  try {
    const pattern: Record<string, unknown> = JSON.parse(eventPattern);
    const asked = Object.fromEntries(
      Object.entries(pattern).filter(
        ([field]) =>
          (field === 'source' && sources) ||
          (field === 'detail-type' && detailTypes),
      ),
    );
    if (Object.keys(asked).length === 0) {
      return true;
    }
    const matches = compileEventPattern(JSON.stringify(asked));
    return (sources ?? ['']).some(source =>
      (detailTypes ?? ['']).some(detailType =>
        matches({ source, 'detail-type': detailType }),
      ),
    );
  } catch (error) {
    if (
      error instanceof SyntaxError ||
      error instanceof InvalidEventPatternError
    ) {
      // EventBridge takes no such pattern, so no event goes through it.
      return false;
    }
    throw error;
  }
}
