import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { EcsClusterPicker } from './EcsClusterPicker';
import { schema } from './schema';
import { validation } from './validation';

export const ecsClusterPickerField = createFormField({
  name: 'EcsClusterPicker',
  component: EcsClusterPicker,
  validation,
  schema,
});
