import { KubernetesValidatorFunctions } from '@backstage/catalog-model';
import { aQueue, PARTNERS } from '../__testUtils__/estate';
import { entityNameOf, generatedRefOf } from './entity-name';

it('keeps what can be read of the name', () => {
  expect(entityNameOf(aQueue('loyalty-orders'))).toMatch(
    /^loyalty-orders-[0-9a-f]{10}$/,
  );
});

it.each([
  ['orders.fifo', /^orders\.fifo-/],
  ['/aws/events orders', /^aws-events-orders-/],
  ['-orders-', /^orders-/],
  ['x'.repeat(80), /^x{52}-/],
  [`${'x'.repeat(51)}--y`, /^x{51}-/],
  ['注文', /^[0-9a-f]{10}$/],
])('makes a name that the catalog takes of "%s"', (name, expected) => {
  const made = entityNameOf(aQueue(name));
  expect(made).toMatch(expected);
  expect(KubernetesValidatorFunctions.isValidObjectName(made)).toBe(true);
});

it('tells apart the same name in two accounts', () => {
  expect(entityNameOf(aQueue('orders', { accountId: PARTNERS }))).not.toBe(
    entityNameOf(aQueue('orders')),
  );
});

it('tells apart names that differ in case, as the catalog does not', () => {
  expect(generatedRefOf(aQueue('Orders'))).not.toBe(
    generatedRefOf(aQueue('orders')),
  );
});

it('names a node by its ARN alone, and keeps the name from version to version', () => {
  expect(entityNameOf(aQueue('orders', { tags: { team: 'a' } }))).toBe(
    entityNameOf(aQueue('orders', { stale: true })),
  );
  expect(entityNameOf(aQueue('orders'))).toBe('orders-a70999af10');
});

it('tells nothing of a name that is to be opaque', () => {
  const opaque = entityNameOf(aQueue('orders'), 'opaque');
  expect(opaque).toMatch(/^[0-9a-f]{20}$/);
  expect(opaque).not.toBe(entityNameOf(aQueue('parcels'), 'opaque'));
});
