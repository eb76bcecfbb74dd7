import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Publishes the workspace to a directory of this machine',
    example: stringify({
      steps: [
        {
          id: 'publish',
          name: 'Publish to a directory',
          if: "${{ parameters.publishTo === 'directory' }}",
          action: 'ecs-eda:publish:directory',
          input: { name: '${{ parameters.name }}' },
        },
      ],
    }),
  },
];
