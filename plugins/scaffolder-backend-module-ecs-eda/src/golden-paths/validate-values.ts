import {
  findCollisions,
  GoldenPathFinding,
  GoldenPathValues,
  TopologySnapshot,
  validateGoldenPath,
} from '@ecs-eda/plugin-event-topology-common';
import { GoldenPathValidator } from '@ecs-eda/plugin-event-topology-node';

/** What values are held to, besides AWS's limits. */
export interface ValidationWorld {
  /** The map as far as the person may see it; absent when there is none yet. */
  snapshot?: TopologySnapshot;
  validators: GoldenPathValidator[];
  /** What the portal's configuration has against an account and region. */
  placeProblem(
    accountId: unknown,
    region: unknown,
  ): { field: string; message: string } | undefined;
  /** True when the catalog has a component of this name already. */
  isComponent(name: string): Promise<boolean>;
}

/** The values to go on with, and what to say of them. */
export interface ValidationResult {
  values: GoldenPathValues;
  problems: GoldenPathFinding[];
  warnings: GoldenPathFinding[];
}

/**
 * Runs all rules over a form's values: AWS's, the portal's, what exists
 * already, and those of the house. Later ones only see values that the earlier
 * ones have nothing against.
 */
export async function validateValues(
  goldenPath: string,
  input: GoldenPathValues,
  world: ValidationWorld,
): Promise<ValidationResult> {
  const { values, problems, warnings } = validateGoldenPath(goldenPath, input);
  if (problems.length > 0) {
    return { values, problems, warnings };
  }
  const result: ValidationResult = {
    values,
    problems: await whatExists(goldenPath, values, world),
    warnings,
  };
  if (!world.snapshot) {
    result.warnings.push({
      field: 'name',
      rule: 'topology-unknown',
      message:
        'The event map has not been read yet, so the names were not compared with what exists',
    });
  }
  for (const validator of world.validators) {
    if (result.problems.length > 0) {
      break;
    }
    const verdict = await validator.validate({
      goldenPath,
      values: result.values,
      ...(world.snapshot && { snapshot: world.snapshot }),
    });
    result.problems.push(...(verdict.problems ?? []));
    result.warnings.push(...(verdict.warnings ?? []));
    result.values = verdict.values ?? result.values;
  }
  return result;
}

async function whatExists(
  goldenPath: string,
  values: GoldenPathValues,
  world: ValidationWorld,
): Promise<GoldenPathFinding[]> {
  const problems: GoldenPathFinding[] = [];
  if (values.accountId !== undefined || values.region !== undefined) {
    const place = world.placeProblem(values.accountId, values.region);
    if (place) {
      problems.push({ ...place, rule: 'place-configured' });
    }
  }
  if (await world.isComponent(String(values.name))) {
    problems.push({
      field: 'name',
      rule: 'component-taken',
      message: `The catalog already has a component ${values.name}: choose another name`,
    });
  }
  if (world.snapshot) {
    problems.push(...findCollisions(goldenPath, values, world.snapshot.nodes));
  }
  return problems;
}
