import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { ApiDestinationRate } from './ApiDestinationRate';
import { schema } from './schema';
import { validation } from './validation';

export const apiDestinationRateField = createFormField({
  name: 'ApiDestinationRate',
  component: ApiDestinationRate,
  validation,
  schema,
});
