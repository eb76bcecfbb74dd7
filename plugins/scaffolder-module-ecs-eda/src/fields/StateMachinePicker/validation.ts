import { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { checkExistingArn } from '../../form/check-choice';
import { placeOf } from '../../form/place-of';
import { schema } from './schema';

/** Holds the ARN to the form of one, and to the place of the service. */
export const validation: CustomFieldValidator<typeof schema.TOutput> = (
  arn,
  field,
  { formData },
) => {
  const problem =
    arn &&
    checkExistingArn(
      arn,
      {
        resource: 'state-machine',
        service: 'states',
        arnPrefix: 'stateMachine:',
        nameIsEnough: false,
        mustNameNew: false,
      },
      placeOf(formData),
    );
  if (problem) {
    field.addError(problem);
  }
};
