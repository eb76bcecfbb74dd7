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
import { CdkApps } from './CdkApps';

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

/** A stamping waits for the scaffolder's database and for files, too. */
export const STAMPED_AT_A_TIME = 2;

/** The projects of variants and their stacks, each made once. */
export class StampedVariants {
  private constructor(
    /** The folder that all projects are in; its `node_modules` is theirs. */
    readonly directory: string,
    readonly nodeModules: string,
    private readonly projectsUnderWay: Map<Variant, Promise<StampedProject>>,
    private readonly stacksUnderWay: Map<Variant, Promise<SynthesizedStack>>,
    readonly remove: () => Promise<void>,
  ) {}

  /**
   * Begins to stamp the variants by the real scaffolder, in their order, and
   * to run their CDK apps.
   *
   * @throws AggregateError when none of them can be stamped
   */
  static async start(
    variants: Variant[],
    options: GoldenPathHarnessOptions,
  ): Promise<StampedVariants> {
    const apps = new CdkApps();
    const harness = await startGoldenPathHarness({
      ...options,
      runCdkApp: apps.run,
    });
    const remove = async () => {
      apps.stop();
      await harness.stop();
    };
    try {
      const nodeModules = await harness.dependenciesDirectory();
      const projects = inLanes(variants, STAMPED_AT_A_TIME, variant =>
        stampOne(harness, variant),
      );
      const stacks = inLanes(variants, variants.length, async variant =>
        harness.synthesize(await projects.get(variant)!),
      );
      const first = await Promise.any(projects.values());
      const directory = path.dirname(first.directory);
      await fs.symlink(nodeModules, path.join(directory, 'node_modules'));
      return new StampedVariants(
        directory,
        nodeModules,
        projects,
        stacks,
        remove,
      );
    } catch (error) {
      await remove();
      throw error;
    }
  }

  /** Those that can be stamped, once all of them are. */
  async projects(): Promise<Map<Variant, StampedProject>> {
    const results = await Promise.all(
      [...this.projectsUnderWay].map(([variant, project]) =>
        project.then(
          stamped => [[variant, stamped] as const],
          () => [],
        ),
      ),
    );
    return new Map(results.flat());
  }

  /** @throws Error with the scaffolder's reason when the variant cannot be stamped */
  async project(variant: Variant): Promise<StampedProject> {
    return resultOf(this.projectsUnderWay, variant);
  }

  /** @throws Error as `project`, or with the reason why the CDK app fails */
  async stack(variant: Variant): Promise<SynthesizedStack> {
    return resultOf(this.stacksUnderWay, variant);
  }
}

function resultOf<T>(results: Map<Variant, T>, variant: Variant): T {
  const result = results.get(variant);
  if (!result) {
    throw new Error(`${variant.id} is not among the variants to stamp`);
  }
  return result;
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
