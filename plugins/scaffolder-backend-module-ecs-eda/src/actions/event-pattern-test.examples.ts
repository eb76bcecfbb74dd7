import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'One event that matches and one that does not',
    example: stringify({
      steps: [
        {
          id: 'pattern',
          name: 'Test the event pattern',
          action: 'ecs-eda:event-pattern:test',
          input: {
            pattern: {
              source: ['shop.order'],
              detail: { total: [{ numeric: ['>', 100] }] },
            },
            events: [
              {
                source: 'shop.order',
                'detail-type': 'OrderCreated',
                detail: { total: 120 },
              },
              {
                source: 'shop.order',
                'detail-type': 'OrderCreated',
                detail: { total: 20 },
              },
            ],
            expect: [true, false],
          },
        },
      ],
    }),
  },
];
