import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: "The first step of a golden path checks the form's values",
    example: stringify({
      steps: [
        {
          id: 'validate',
          name: 'Check the values',
          action: 'ecs-eda:validate',
          input: {
            goldenPath: 'queue-worker',
            values: '${{ parameters }}',
          },
        },
      ],
    }),
  },
];
