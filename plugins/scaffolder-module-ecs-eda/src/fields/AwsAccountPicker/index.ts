import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { AwsAccountPicker } from './AwsAccountPicker';
import { schema } from './schema';
import { validation } from './validation';

export const awsAccountPickerField = createFormField({
  name: 'AwsAccountPicker',
  component: AwsAccountPicker,
  validation,
  schema,
});
