export { InvalidEventPatternError } from './InvalidEventPatternError';
export {
  compileEventPattern,
  EVENT_PATTERN_DEFAULT_MAXIMUM_LENGTH,
} from './compile-event-pattern';
export type { EventPatternMatcher } from './compile-event-pattern';
export { explainEventPattern } from './explain-event-pattern';
export type {
  EventPatternExplanation,
  EventPatternMismatch,
} from './explain-event-pattern';
