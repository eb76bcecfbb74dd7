import { createExtensionPoint } from '@backstage/backend-plugin-api';
import {
  GoldenPathFinding,
  GoldenPathValues,
  TopologySnapshot,
} from '@ecs-eda/plugin-event-topology-common';

export type {
  GoldenPathFinding,
  GoldenPathValues,
} from '@ecs-eda/plugin-event-topology-common';

/**
 * Files that a golden path is put together from, under a name that templates
 * everywhere may use.
 *
 * @public
 */
export interface GoldenPathLayer {
  /**
   * Two parts in kebab-case, `owner/layer`: `acme/tracing`. A template that has
   * a layer of this name beside it uses its own.
   */
  name: string;
  /**
   * Where the files are: the absolute path of a directory, or a URL that the
   * backend's integrations read.
   */
  location: string;
}

/** @public */
export interface GoldenPathValidation {
  /** The golden path's id: the name of its Template entity. */
  goldenPath: string;
  values: GoldenPathValues;
  /** What the person who fills in the form may see of the event topology; absent before the first read. */
  snapshot?: TopologySnapshot;
}

/** @public */
export interface GoldenPathValidationResult {
  /** Each of them stops the task. */
  problems?: GoldenPathFinding[];
  /** They are shown and stop nothing. */
  warnings?: GoldenPathFinding[];
  /** The values to go on with, when the validator completes or tidies them. */
  values?: GoldenPathValues;
}

/**
 * A rule of the house for the values of golden paths. It runs after the
 * built-in ones, in the order that validators were added in, and sees what
 * those before it have made of the values.
 *
 * @public
 */
export interface GoldenPathValidator {
  /** Unique, kebab-case; findings carry it. */
  readonly id: string;
  /** The golden paths it speaks for; absent: all of them. */
  readonly goldenPaths?: readonly string[];
  validate(input: GoldenPathValidation): Promise<GoldenPathValidationResult>;
}

/** @public */
export interface GoldenPathsExtensionPoint {
  /** @throws Error when the name is taken or no `owner/layer` name. */
  addLayer(layer: GoldenPathLayer): void;
  /** @throws Error when a validator of the same id was added before. */
  addValidator(validator: GoldenPathValidator): void;
}

/**
 * Adds layers of files and rules for values to the golden paths. It is for
 * modules of the scaffolder.
 *
 * @public
 */
export const goldenPathsExtensionPoint =
  createExtensionPoint<GoldenPathsExtensionPoint>({
    id: 'scaffolder.event-topology-golden-paths',
  });
