import { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { schema } from './schema';

/** A region looks like `eu-central-1` or `us-gov-west-1`. */
export const validation: CustomFieldValidator<typeof schema.TOutput> = (
  region,
  field,
) => {
  if (!/^[a-z]{2,4}(-[a-z]+)+-\d$/.test(region)) {
    field.addError(
      `'${region}' is not an AWS region: enter one such as eu-central-1`,
    );
  }
};
