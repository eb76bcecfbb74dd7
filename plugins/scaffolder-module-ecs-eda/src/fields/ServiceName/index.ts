import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { ServiceName } from './ServiceName';
import { schema } from './schema';
import { validation } from './validation';

export const serviceNameField = createFormField({
  name: 'ServiceName',
  component: ServiceName,
  validation,
  schema,
});
