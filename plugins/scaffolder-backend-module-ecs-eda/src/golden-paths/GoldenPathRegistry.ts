import {
  GoldenPathLayer,
  GoldenPathsExtensionPoint,
  GoldenPathValidator,
} from '@ecs-eda/plugin-event-topology-node';

const LAYER_NAME = /^[a-z0-9]+(-[a-z0-9]+)*\/[a-z0-9]+(-[a-z0-9]+)*$/;

/** What modules have added to the golden paths. */
export class GoldenPathRegistry implements GoldenPathsExtensionPoint {
  readonly #layers = new Map<string, GoldenPathLayer>();
  readonly #validators = new Map<string, GoldenPathValidator>();

  addLayer(layer: GoldenPathLayer): void {
    if (!LAYER_NAME.test(layer.name)) {
      throw new Error(
        `A layer is named 'owner/layer' in kebab-case, and not ${JSON.stringify(
          layer.name,
        )}`,
      );
    }
    if (this.#layers.has(layer.name)) {
      throw new Error(`There already is a layer named '${layer.name}'`);
    }
    this.#layers.set(layer.name, layer);
  }

  addValidator(validator: GoldenPathValidator): void {
    if (this.#validators.has(validator.id)) {
      throw new Error(
        `There already is a validator with the id '${validator.id}'`,
      );
    }
    this.#validators.set(validator.id, validator);
  }

  layer(name: string): GoldenPathLayer | undefined {
    return this.#layers.get(name);
  }

  get layerNames(): string[] {
    return [...this.#layers.keys()];
  }

  validatorsOf(goldenPath: string): GoldenPathValidator[] {
    return [...this.#validators.values()].filter(
      ({ goldenPaths }) => !goldenPaths || goldenPaths.includes(goldenPath),
    );
  }
}
