import { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

export const examples: TemplateExample[] = [
  {
    description: 'Sends an order to see the new service handle it',
    example: stringify({
      steps: [
        {
          id: 'event',
          name: 'Send a test event',
          action: 'ecs-eda:events:put',
          input: {
            accountId: '${{ parameters.accountId }}',
            region: '${{ parameters.region }}',
            busName: 'shop',
            source: 'shop.order',
            detailType: 'OrderCreated',
            detail: { orderId: '42', total: 120 },
          },
        },
      ],
    }),
  },
];
