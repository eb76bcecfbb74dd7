import { NormalizedSchema } from '@smithy/core/schema';
import { readServiceModel } from '../server/service-model';
import { allServices } from '.';

describe.each(allServices.map(service => [service.id, service] as const))(
  '%s',
  (_id, service) => {
    const model = readServiceModel(service);

    it('has only operations that the client has', () => {
      const unknown = Object.keys(service.operations).filter(
        name => !model.operations.has(name),
      );
      expect(unknown).toEqual([]);
    });

    it('has operations to read and to write', () => {
      expect(Object.keys(service.operations).length).toBeGreaterThan(1);
    });

    // The client's serializers would make up a token where an output lacks one.
    it('has no outputs with idempotency tokens', () => {
      const withTokens = Object.keys(service.operations).filter(name =>
        hasIdempotencyToken(
          model.operations.get(name)?.output ?? NormalizedSchema.of('unit'),
          new Set(),
        ),
      );
      expect(withTokens).toEqual([]);
    });
  },
);

it('has each service once', () => {
  const ids = allServices.map(({ id }) => id);
  expect([...new Set(ids)]).toEqual(ids);
});

function hasIdempotencyToken(
  schema: NormalizedSchema,
  seen: Set<unknown>,
): boolean {
  if (schema.isIdempotencyToken()) {
    return true;
  }
  if (seen.has(schema.getSchema())) {
    return false;
  }
  seen.add(schema.getSchema());
  if (schema.isStructSchema()) {
    return [...schema.structIterator()].some(([, member]) =>
      hasIdempotencyToken(member, seen),
    );
  }
  return (
    (schema.isListSchema() || schema.isMapSchema()) &&
    hasIdempotencyToken(schema.getValueSchema(), seen)
  );
}
