export { InvalidEventPatternError } from './InvalidEventPatternError';
export { compileEventPattern } from './compile-event-pattern';
export type { EventPatternMatcher } from './compile-event-pattern';
