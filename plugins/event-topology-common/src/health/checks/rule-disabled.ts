import { configurationCheck } from '../health-check';

export const ruleDisabled = configurationCheck(
  'rule-disabled',
  'rule',
  ({ attributes }) =>
    attributes.state === 'DISABLED'
      ? {
          severity: 'warning',
          title: 'Rule is disabled',
          explanation: `The rule is switched off: ${
            attributes.scheduleExpression && !attributes.eventPattern
              ? 'its schedule starts nothing'
              : `events on the bus ${attributes.eventBusName} that match it go to none of its targets`
          }, and they are not kept for later.`,
          remedy:
            'Enable the rule if this is not meant. Events of the time in between can be sent again from an archive of the bus, if there is one.',
        }
      : undefined,
);
