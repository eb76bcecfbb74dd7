import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Deploys the stack that was synthesised before',
    example: stringify({
      steps: [
        {
          id: 'deploy',
          name: 'Deploy the stack',
          if: '${{ parameters.deploy }}',
          action: 'ecs-eda:cloudformation:deploy',
          input: {
            stackName: '${{ steps.synth.output.stackName }}',
            accountId: '${{ parameters.accountId }}',
            region: '${{ parameters.region }}',
          },
        },
      ],
    }),
  },
];
