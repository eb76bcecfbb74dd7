import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Locks the dependencies of what was stamped before',
    example: stringify({
      steps: [
        {
          id: 'lock',
          name: 'Lock the dependencies',
          action: 'ecs-eda:npm:lock',
        },
      ],
    }),
  },
];
