import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** A pattern and an event with the verdict of Event Ruler. */
export interface EventPatternVector {
  /** The line in the file, from 1. */
  line: number;
  pattern: unknown;
  event: unknown;
  expected: boolean | 'invalid';
}

/** One case a line; the data file tells the verdicts of Event Ruler itself. */
export function readEventPatternVectors(): EventPatternVector[] {
  return readFileSync(resolve(__dirname, 'event-pattern-vectors.jsonl'), 'utf8')
    .split('\n')
    .map((text, index) => ({ text, line: index + 1 }))
    .filter(({ text }) => text.trim() !== '')
    .map(({ text, line }) => ({ line, ...JSON.parse(text) }));
}
