import { Entity } from '@backstage/catalog-model';
import { eventContracts } from './event-contract';

const BUS = 'arn:aws:events:eu-central-1:123456789012:event-bus/shop';
const TOPIC = 'arn:aws:sns:eu-central-1:123456789012:orders';

function api(
  definition: string,
  annotations: Record<string, string> = {},
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'API',
    metadata: { name: 'order-created', annotations },
    spec: { type: 'asyncapi', definition },
  };
}

const VERSION_3 = `
asyncapi: 3.0.0
channels:
  shop:
    address: ${BUS}
    messages:
      orderCreated:
        $ref: '#/components/messages/orderCreated'
  ignored:
    address: orders/created
components:
  messages:
    orderCreated:
      payload:
        $ref: '#/components/schemas/event'
  schemas:
    event:
      type: object
      properties:
        source: { const: shop.order }
        detail-type: { enum: [OrderCreated, OrderChanged] }
`;

const VERSION_2 = `
asyncapi: 2.6.0
channels:
  ${TOPIC}:
    subscribe:
      message:
        oneOf:
          - payload:
              properties:
                source: { const: shop.order }
          - payload: {}
`;

it('reads AsyncAPI 3', () => {
  expect(eventContracts(api(VERSION_3))).toEqual([
    {
      channelArn: BUS,
      sources: ['shop.order'],
      detailTypes: ['OrderCreated', 'OrderChanged'],
    },
  ]);
});

it('reads AsyncAPI 2', () => {
  expect(eventContracts(api(VERSION_2))).toEqual([
    { channelArn: TOPIC, sources: ['shop.order'] },
    { channelArn: TOPIC },
  ]);
});

it('believes annotations before the definition', () => {
  expect(
    eventContracts(
      api(VERSION_3, {
        'aws.amazon.com/arn': `${TOPIC}, ${BUS}`,
        'event-topology/detail-type': 'OrderCreated',
      }),
    ),
  ).toEqual([
    { channelArn: TOPIC, detailTypes: ['OrderCreated'] },
    { channelArn: BUS, detailTypes: ['OrderCreated'] },
  ]);
});

it.each([
  ['', 'nothing'],
  ['{{{', 'no YAML'],
  ['channels: { a: { $ref: "#/channels/a" } }', 'a circle'],
  ['channels: { a: { $ref: "#/__proto__/polluted" } }', 'no path'],
  ['channels: [1, 2]', 'no channels'],
])('finds no contract in %j: %s', definition => {
  expect(eventContracts(api(definition))).toEqual([]);
});
