import { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { schema } from './schema';

/** An account is twelve digits. */
export const validation: CustomFieldValidator<typeof schema.TOutput> = (
  accountId,
  field,
) => {
  if (!/^\d{12}$/.test(accountId)) {
    field.addError(`'${accountId}' is not an AWS account: enter its 12 digits`);
  }
};
