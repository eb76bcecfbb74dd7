import { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { checkChoice, ChoiceRule } from '../../form/check-choice';
import { knownTopology } from '../../form/known-topology';
import { placeOf } from '../../form/place-of';
import { resourceOptions } from '../../topology/resource-option';
import { schema } from './schema';

const RULE: ChoiceRule = {
  resource: 'queue',
  service: 'sqs',
  arnPrefix: '',
  nameIsEnough: false,
  mustNameNew: false,
};

/** Holds the choice to AWS's rules, to its place, and to what exists there. */
export const validation: CustomFieldValidator<typeof schema.TOutput> = async (
  choice,
  field,
  { apiHolder, formData },
) => {
  const place = placeOf(formData);
  const snapshot = await knownTopology(apiHolder);
  const problem = checkChoice(
    choice,
    RULE,
    place,
    snapshot ? resourceOptions(snapshot, 'queue', place) : [],
  );
  if (problem) {
    field.addError(problem);
  }
};
