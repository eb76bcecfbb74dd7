import fs from 'node:fs/promises';
import path from 'node:path';
import { JsonObject } from '@backstage/types';
import {
  GoldenPathHarness,
  GoldenPathHarnessOptions,
  HARNESS_PLACE,
  StampedProject,
  SynthesizedStack,
  startGoldenPathHarness,
} from '@ecs-eda/plugin-scaffolder-backend-module-ecs-eda/testUtils';
import { inLanes } from '../processes/lanes';
import { Variant } from '../variants/read-variants';

/**
 * What people may write: quotes, a line break, and what templates, shells,
 * YAML, Markdown and HTML read as their own.
 */
export const DESCRIPTION = [
  `He said "it's" über 日本 \`touch pwned\` $(touch pwned) $& \\n`,
  '# ${{ secrets.TOKEN }} ${{ 7 * 7 }} {{ 7 * 7 }} {% raw %} - *a | b: </script>',
].join('\n');

/** What everybody is asked and has no default. */
export const ANSWERS: JsonObject = {
  ...HARNESS_PLACE,
  description: DESCRIPTION,
  owner: 'group:default/shop',
  system: 'system:default/shop',
  publishTo: 'directory',
  eventPattern: { source: ['shop.order'], 'detail-type': ['OrderCreated'] },
};

/** How many CDK apps run at a time: as many as CI has cores. */
const SYNTHESES_AT_A_TIME = 2;

/** The projects of variants and their stacks, each made once. */
export class StampedVariants {
  /** The folder that all projects are in; its `node_modules` is theirs. */
  readonly directory: string;
  readonly nodeModules: string;
  readonly #harness: GoldenPathHarness;
  readonly #projects: Map<Variant, StampedProject>;
  readonly #refusals: Map<Variant, unknown>;
  readonly #stacks = new Map<Variant, Promise<SynthesizedStack>>();

  private constructor(
    harness: GoldenPathHarness,
    projects: Map<Variant, StampedProject>,
    refusals: Map<Variant, unknown>,
    nodeModules: string,
  ) {
    this.#harness = harness;
    this.#projects = projects;
    this.#refusals = refusals;
    this.nodeModules = nodeModules;
    const [{ directory }] = projects.values();
    this.directory = path.dirname(directory);
  }

  /**
   * Stamps the variants by the real scaffolder. Why one of them cannot be
   * stamped, `project` tells.
   *
   * @throws AggregateError when none of them can be
   */
  static async stamp(
    variants: Variant[],
    options: GoldenPathHarnessOptions,
  ): Promise<StampedVariants> {
    const harness = await startGoldenPathHarness(options);
    try {
      const nodeModules = await harness.dependenciesDirectory();
      const projects = new Map<Variant, StampedProject>();
      const refusals = new Map<Variant, unknown>();
      for (const variant of variants) {
        await stampOne(harness, variant).then(
          project => projects.set(variant, project),
          error => refusals.set(variant, error),
        );
      }
      if (projects.size === 0) {
        throw new AggregateError(
          refusals.values(),
          `No variant can be stamped: ${[...refusals.values()].join('; ')}`,
        );
      }
      const stamped = new StampedVariants(
        harness,
        projects,
        refusals,
        nodeModules,
      );
      await fs.symlink(
        nodeModules,
        path.join(stamped.directory, 'node_modules'),
      );
      return stamped;
    } catch (error) {
      await harness.stop();
      throw error;
    }
  }

  /** Those that could be stamped. */
  get variants(): Variant[] {
    return [...this.#projects.keys()];
  }

  /** @throws Error with the scaffolder's reason when the variant cannot be stamped */
  project(variant: Variant): StampedProject {
    const project = this.#projects.get(variant);
    if (!project) {
      throw (
        this.#refusals.get(variant) ?? new Error(`${variant.id} is unknown`)
      );
    }
    return project;
  }

  /** The stack of a variant; its CDK app runs when it is first asked for. */
  async stack(variant: Variant): Promise<SynthesizedStack> {
    let stack = this.#stacks.get(variant);
    if (!stack) {
      stack = this.#harness.synthesize(this.project(variant));
      this.#stacks.set(variant, stack);
    }
    return stack;
  }

  /** Runs the CDK apps of all variants. Which of them fail, `stack` tells. */
  async synthesizeAll(): Promise<void> {
    const stacks = inLanes(this.variants, SYNTHESES_AT_A_TIME, variant =>
      this.stack(variant),
    );
    await Promise.allSettled(stacks.values());
  }

  async remove(): Promise<void> {
    await this.#harness.stop();
  }
}

async function stampOne(
  harness: GoldenPathHarness,
  variant: Variant,
): Promise<StampedProject> {
  try {
    return await harness.stamp({
      template: variant.goldenPath,
      values: {
        ...ANSWERS,
        name: variant.serviceName,
        ...variant.values,
      },
    });
  } catch (error) {
    throw new Error(`${variant.id} cannot be stamped: ${error}`);
  }
}
