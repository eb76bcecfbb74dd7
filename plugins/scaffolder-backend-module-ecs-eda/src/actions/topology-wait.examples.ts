import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Waits for what was just deployed',
    example: stringify({
      steps: [
        {
          id: 'map',
          name: 'Wait for the event map',
          if: '${{ parameters.deploy }}',
          action: 'ecs-eda:topology:wait',
          input: {
            component: '${{ steps.publish.output.entityRef }}',
            timeoutSeconds: 300,
          },
        },
      ],
    }),
  },
];
