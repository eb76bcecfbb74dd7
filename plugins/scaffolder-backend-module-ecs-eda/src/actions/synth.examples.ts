import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Synthesises the stack before it is deployed',
    example: stringify({
      steps: [
        {
          id: 'synth',
          name: 'Synthesise the stack',
          if: '${{ parameters.deploy }}',
          action: 'ecs-eda:synth',
        },
      ],
    }),
  },
];
