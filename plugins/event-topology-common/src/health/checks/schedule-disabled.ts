import { configurationCheck } from '../health-check';

export const scheduleDisabled = configurationCheck(
  'schedule-disabled',
  'schedule',
  ({ attributes }) =>
    attributes.state === 'DISABLED'
      ? {
          severity: 'warning',
          title: 'Schedule is disabled',
          explanation: `The schedule is switched off: ${attributes.scheduleExpression} starts nothing.`,
          remedy: 'Enable the schedule if this is not meant.',
        }
      : undefined,
);
