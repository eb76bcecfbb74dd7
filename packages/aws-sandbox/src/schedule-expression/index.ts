export { InvalidScheduleExpressionError } from './InvalidScheduleExpressionError';
export { parseScheduleExpression } from './parse-schedule-expression';
export { runOnSchedule } from './run-on-schedule';
export type { Schedule } from './Schedule';
export { AtSchedule } from './AtSchedule';
export { RateSchedule } from './RateSchedule';
export { isTimeZone } from './time-zone';
