import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { QueuePicker } from './QueuePicker';
import { schema } from './schema';
import { validation } from './validation';

export const queuePickerField = createFormField({
  name: 'QueuePicker',
  component: QueuePicker,
  validation,
  schema,
});
