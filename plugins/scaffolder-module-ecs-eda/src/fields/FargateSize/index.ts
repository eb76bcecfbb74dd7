import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { FargateSize } from './FargateSize';
import { schema } from './schema';
import { validation } from './validation';

export const fargateSizeField = createFormField({
  name: 'FargateSize',
  component: FargateSize,
  validation,
  schema,
});
