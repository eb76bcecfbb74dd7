import { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { patternIn, toText } from './pattern-text';
import { schema } from './schema';

/** Refuses what EventBridge would refuse, with the place and the reason. */
export const validation: CustomFieldValidator<typeof schema.TOutput> = (
  value,
  field,
) => {
  const parsed = patternIn(toText(value));
  if ('problem' in parsed) {
    const { place, reason } = parsed.problem;
    field.addError(place ? `${reason} at ${place}` : reason);
  }
};
