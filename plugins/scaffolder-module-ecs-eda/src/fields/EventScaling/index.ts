import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { EventScaling } from './EventScaling';
import { schema } from './schema';
import { validation } from './validation';

export const eventScalingField = createFormField({
  name: 'EventScaling',
  component: EventScaling,
  validation,
  schema,
});
