import { createFormField } from '@backstage/plugin-scaffolder-react/alpha';
import { EventPatternEditor } from './EventPatternEditor';
import { schema } from './schema';
import { validation } from './validation';

export const eventPatternEditorField = createFormField({
  name: 'EventPatternEditor',
  component: EventPatternEditor,
  validation,
  schema,
});
