import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { AwsRegionPicker } from './AwsRegionPicker';
import { schema } from './schema';
import { validation } from './validation';

export const awsRegionPickerField = createFormField({
  name: 'AwsRegionPicker',
  component: AwsRegionPicker,
  validation,
  schema,
});
