import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { schema } from './schema';
import { StateMachinePicker } from './StateMachinePicker';
import { validation } from './validation';

export const stateMachinePickerField = createFormField({
  name: 'StateMachinePicker',
  component: StateMachinePicker,
  validation,
  schema,
});
