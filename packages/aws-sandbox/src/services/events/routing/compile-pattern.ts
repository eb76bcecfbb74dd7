import {
  EventPatternMatcher,
  InvalidEventPatternError,
  compileEventPattern,
} from '@ecs-eda/plugin-event-topology-common';
import { AwsError } from '../../../core';

/**
 * Compiles the text of an event pattern.
 *
 * @throws AwsError `InvalidEventPatternException`
 */
export function compilePattern(pattern: string): EventPatternMatcher {
  try {
    return compileEventPattern(pattern);
  } catch (error) {
    if (error instanceof InvalidEventPatternError) {
      throw new AwsError('InvalidEventPatternException', error.message);
    }
    throw error;
  }
}
