import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description:
      "The shared layers of the collection, one that a module has registered, and the template's own",
    example: stringify({
      steps: [
        {
          id: 'files',
          name: 'Put the files together',
          action: 'ecs-eda:fetch:layers',
          input: {
            layers: [
              'shared/project',
              'shared/container',
              'acme/tracing',
              './skeleton',
            ],
            values: '${{ steps.validate.output.values }}',
          },
        },
      ],
    }),
  },
];
