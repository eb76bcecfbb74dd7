import { GoldenPathRegistry } from './GoldenPathRegistry';

const validator = (id: string, goldenPaths?: string[]) => ({
  id,
  goldenPaths,
  validate: async () => ({}),
});

describe('GoldenPathRegistry', () => {
  it('gives a golden path the validators that speak for it, in the order they came', () => {
    const registry = new GoldenPathRegistry();
    registry.addValidator(validator('cost-centre'));
    registry.addValidator(validator('no-queues', ['queue-worker']));
    registry.addValidator(validator('regions'));

    const idsOf = (goldenPath: string) =>
      registry.validatorsOf(goldenPath).map(({ id }) => id);
    expect(idsOf('queue-worker')).toEqual([
      'cost-centre',
      'no-queues',
      'regions',
    ]);
    expect(idsOf('event-bus')).toEqual(['cost-centre', 'regions']);
  });

  it('takes each id and each name once', () => {
    const registry = new GoldenPathRegistry();
    registry.addValidator(validator('regions'));
    registry.addLayer({ name: 'acme/tracing', location: '/layers/tracing' });

    expect(() => registry.addValidator(validator('regions'))).toThrow(
      "already is a validator with the id 'regions'",
    );
    expect(() =>
      registry.addLayer({ name: 'acme/tracing', location: '/elsewhere' }),
    ).toThrow("already is a layer named 'acme/tracing'");
  });

  it.each(['tracing', './tracing', 'acme/../tracing', '/acme/tracing', 'A/b'])(
    'refuses %j as the name of a layer',
    name => {
      expect(() =>
        new GoldenPathRegistry().addLayer({ name, location: '/layers' }),
      ).toThrow("'owner/layer' in kebab-case");
    },
  );
});
