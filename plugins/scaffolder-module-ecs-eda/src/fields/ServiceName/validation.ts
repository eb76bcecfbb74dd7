import { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { checkRules, findHolder } from './check-name';
import { schema } from './schema';

/** Holds the name to AWS's rules, and to what has it already. */
export const validation: CustomFieldValidator<
  typeof schema.TOutput,
  typeof schema.uiOptionsType
> = async (name, field, { apiHolder, formData, uiSchema }) => {
  const goldenPath = uiSchema?.['ui:options']?.goldenPath;
  const problem =
    checkRules(name, goldenPath) ??
    (await findHolder(apiHolder, { ...formData, name }, goldenPath));
  if (problem) {
    field.addError(problem);
  }
};
