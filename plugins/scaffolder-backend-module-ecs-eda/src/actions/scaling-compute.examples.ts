import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description:
      'A message may wait for a minute, takes two seconds, and forty a second arrive at the peak',
    example: stringify({
      steps: [
        {
          id: 'scaling',
          name: 'Compute the scaling',
          action: 'ecs-eda:scaling:compute',
          input: {
            acceptableLatencySeconds: 60,
            processingSeconds: 2,
            peakMessagesPerSecond: 40,
          },
        },
      ],
    }),
  },
];
