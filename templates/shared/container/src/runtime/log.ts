import { pino } from 'pino';

/** One JSON object a line, as CloudWatch Logs Insights reads it. */
export const log = pino({
  level: process.env.LOG_LEVEL || 'info',
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  formatters: { level: label => ({ level: label }) },
});

export type Log = Pick<typeof log, 'debug' | 'info' | 'warn' | 'error'>;
