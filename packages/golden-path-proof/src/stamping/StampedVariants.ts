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
const ANSWERS: JsonObject = {
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
  readonly #stacks = new Map<Variant, Promise<SynthesizedStack>>();

  private constructor(
    harness: GoldenPathHarness,
    projects: Map<Variant, StampedProject>,
    nodeModules: string,
  ) {
    this.#harness = harness;
    this.#projects = projects;
    this.nodeModules = nodeModules;
    const [{ directory }] = projects.values();
    this.directory = path.dirname(directory);
  }

  /** Stamps the variants by the real scaffolder. */
  static async stamp(
    variants: Variant[],
    options: GoldenPathHarnessOptions,
  ): Promise<StampedVariants> {
    const harness = await startGoldenPathHarness(options);
    try {
      const nodeModules = await harness.dependenciesDirectory();
      const projects = new Map<Variant, StampedProject>();
      for (const variant of variants) {
        projects.set(variant, await stampOne(harness, variant));
      }
      const stamped = new StampedVariants(harness, projects, nodeModules);
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

  get variants(): Variant[] {
    return [...this.#projects.keys()];
  }

  project(variant: Variant): StampedProject {
    const project = this.#projects.get(variant);
    if (!project) {
      throw new Error(`${variant.id} is not stamped`);
    }
    return project;
  }

  /** The stack of a variant; its CDK app runs when it is first asked for. */
  stack(variant: Variant): Promise<SynthesizedStack> {
    let stack = this.#stacks.get(variant);
    if (!stack) {
      stack = this.#harness.synthesize(this.project(variant));
      this.#stacks.set(variant, stack);
    }
    return stack;
  }

  /** Runs the CDK apps of all variants. Which of them fail, `stack` tells. */
  async synthesizeAll(): Promise<void> {
    const waiting = this.variants;
    const lane = async () => {
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        await Promise.allSettled([this.stack(next)]);
      }
    };
    await Promise.all(Array.from({ length: SYNTHESES_AT_A_TIME }, lane));
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
