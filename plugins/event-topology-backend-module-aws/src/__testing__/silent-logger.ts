import { LoggerService } from '@backstage/backend-plugin-api';

/** For tests that do not look at the log. */
export const silentLogger: LoggerService = {
  error: () => {},
  warn: () => {},
  info: () => {},
  debug: () => {},
  child: () => silentLogger,
};
