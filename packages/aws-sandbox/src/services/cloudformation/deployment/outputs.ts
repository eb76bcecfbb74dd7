import type { Output } from '@aws-sdk/client-cloudformation';
import { validationError } from '../errors';
import { CloudFormationState, Stack, StackDefinition } from '../state';
import { Surroundings, evaluate } from '../template/evaluate';

/** The outputs of a stack whose condition holds, worked out. */
export function outputsOf(
  { template }: StackDefinition,
  surroundings: Surroundings,
): Output[] {
  return Object.entries(template.Outputs ?? {})
    .filter(
      ([, { Condition }]) =>
        Condition === undefined || surroundings.condition(Condition),
    )
    .map(([OutputKey, { Value, Description, Export }]) => {
      const value = evaluate(Value, surroundings);
      return {
        OutputKey,
        OutputValue:
          typeof value === 'object' ? JSON.stringify(value) : String(value),
        Description,
        ExportName: Export
          ? String(evaluate(Export.Name, surroundings))
          : undefined,
      };
    });
}

/**
 * Refuses outputs whose export another stack has already, and the change of an
 * export that another stack imports.
 *
 * @throws AwsError `ValidationError`
 */
export function checkExports(
  state: CloudFormationState,
  stack: Stack,
  outputs: Output[],
): void {
  const exports = state.exports();
  for (const { ExportName } of outputs) {
    const taken = ExportName && exports.get(ExportName);
    if (taken && taken.stack !== stack) {
      throw validationError(
        `Export with name ${ExportName} is already exported by stack ${taken.stack.name}.`,
      );
    }
  }
  for (const [name, { value, stack: owner }] of exports) {
    const wanted = outputs.find(({ ExportName }) => ExportName === name);
    if (owner === stack && wanted?.OutputValue !== value) {
      const importer = importerOf(state, stack, name);
      if (importer) {
        throw validationError(
          `Export ${name} cannot be ${
            wanted ? 'updated' : 'deleted'
          } as it is in use by ${importer.name}`,
        );
      }
    }
  }
}

function importerOf(
  state: CloudFormationState,
  exporter: Stack,
  exportName: string,
): Stack | undefined {
  return [...state.stacks.values()].find(
    stack =>
      stack !== exporter &&
      stack.status !== 'DELETE_COMPLETE' &&
      stack.imports.includes(exportName),
  );
}
