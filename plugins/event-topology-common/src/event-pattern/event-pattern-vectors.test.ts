import { readEventPatternVectors } from './__fixtures__/event-pattern-vectors';
import { compileEventPattern } from './compile-event-pattern';
import { explainEventPattern } from './explain-event-pattern';
import { InvalidEventPatternError } from './InvalidEventPatternError';

function verdict(pattern: unknown, event: unknown): boolean | 'invalid' {
  try {
    return compileEventPattern(pattern)(event);
  } catch (error) {
    if (error instanceof InvalidEventPatternError) {
      return 'invalid';
    }
    throw error;
  }
}

describe('the verdicts of Event Ruler', () => {
  const vectors = readEventPatternVectors();

  it('are all there', () => {
    expect(vectors).toHaveLength(455);
  });

  it.each(vectors.filter(({ expected }) => expected !== 'invalid'))(
    'line $line of event-pattern-vectors.jsonl is explained as $expected',
    ({ pattern, event, expected }) => {
      const { matches, mismatches } = explainEventPattern(pattern, event);
      expect(matches).toBe(expected);
      expect(mismatches.length === 0).toBe(expected);
    },
  );

  it.each(vectors)(
    'line $line of event-pattern-vectors.jsonl is $expected',
    ({ pattern, event, expected }) => {
      expect(verdict(pattern, event)).toBe(expected);
      expect(verdict(JSON.stringify(pattern), event)).toBe(expected);
    },
  );
});
