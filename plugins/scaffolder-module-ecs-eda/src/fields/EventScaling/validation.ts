import { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { verdictOn } from './scaling-value';
import { schema } from './schema';

/** Refuses figures that scaling cannot be computed from. */
export const validation: CustomFieldValidator<typeof schema.TOutput> = (
  value,
  field,
) => {
  const verdict = verdictOn(value);
  if ('field' in verdict) {
    field.addError(`${verdict.field} ${verdict.rule}`);
  } else if (value.minTasks === undefined || value.maxTasks === undefined) {
    field.addError('Enter the fewest and the most tasks');
  }
};
