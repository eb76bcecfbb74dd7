import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { EventBusPicker } from './EventBusPicker';
import { schema } from './schema';
import { validation } from './validation';

export const eventBusPickerField = createFormField({
  name: 'EventBusPicker',
  component: EventBusPicker,
  validation,
  schema,
});
