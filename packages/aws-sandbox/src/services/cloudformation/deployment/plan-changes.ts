import type {
  Change,
  ResourceChange,
  ResourceChangeDetail,
} from '@aws-sdk/client-cloudformation';
import { CloudFormationState, Stack, StackDefinition } from '../state';
import { dependenciesOf, inDependencyOrder } from '../template/dependencies';
import { KNOWN_AFTER_APPLY } from '../template/evaluate';
import { Difference, changedKeys, differenceOf } from './compare';
import { outputsOf } from './outputs';
import { declarationOf } from './resource-declaration';
import { activeResources, surroundingsOf } from './surroundings';

/** What a deployment of a definition would do. */
export interface PlannedChanges {
  changes: Change[];
  /** True when nothing would change, not even an output. */
  isEmpty: boolean;
}

/**
 * Foresees what a deployment would do to a stack. What depends on a resource
 * that is yet to be made is unknown, and counts as a change.
 *
 * @throws AwsError when a function of the template cannot be worked out
 */
export function planChanges(
  state: CloudFormationState,
  stack: Stack,
  definition: StackDefinition,
): PlannedChanges {
  const madeAnew = new Set<string>();
  const known = (id: string) =>
    madeAnew.has(id) ? undefined : stack.resources.get(id)?.identity;
  const surroundings = surroundingsOf(state, stack, definition, {
    physicalId: id => known(id)?.physicalId ?? KNOWN_AFTER_APPLY,
    attribute: (id, name) => known(id)?.attributes[name] ?? KNOWN_AFTER_APPLY,
  });
  const active = activeResources(definition, surroundings);
  const order = inDependencyOrder(
    dependenciesOf(definition.template, id => active.has(id)),
  );
  const changes: ResourceChange[] = [];
  for (const id of order) {
    const declaration = declarationOf(stack, definition, id, surroundings);
    const before = stack.resources.get(id);
    if (!before?.identity) {
      madeAnew.add(id);
      changes.push({
        Action: 'Add',
        LogicalResourceId: id,
        ResourceType: declaration.type,
        Scope: [],
        Details: [],
      });
      continue;
    }
    const difference = differenceOf(before, declaration);
    if (difference) {
      if (difference.replaces) {
        madeAnew.add(id);
      }
      changes.push({
        Action: 'Modify',
        LogicalResourceId: id,
        PhysicalResourceId: before.identity.physicalId,
        ResourceType: declaration.type,
        Replacement: difference.replaces ? 'True' : 'False',
        Scope: difference.scope,
        Details: detailsOf(difference, declaration.properties),
      });
    }
  }
  for (const resource of stack.resources.values()) {
    if (resource.identity && !active.has(resource.logicalId)) {
      changes.push({
        Action: 'Remove',
        LogicalResourceId: resource.logicalId,
        PhysicalResourceId: resource.identity.physicalId,
        ResourceType: resource.type,
        PolicyAction:
          resource.deletionPolicy === 'Delete' ? 'Delete' : 'Retain',
        Scope: [],
        Details: [],
      });
    }
  }
  const outputsChange =
    changes.length > 0 ||
    changedKeys(
      byKey(stack.outputs),
      byKey(outputsOf(definition, surroundings)),
    ).length > 0;
  return {
    changes: changes.map(ResourceChange => ({
      Type: 'Resource',
      ResourceChange,
    })),
    isEmpty: !outputsChange,
  };
}

function byKey(outputs: { OutputKey?: string }[]): Record<string, unknown> {
  return Object.fromEntries(
    outputs.map(output => [output.OutputKey ?? '', JSON.stringify(output)]),
  );
}

function detailsOf(
  { properties, scope, replacing }: Difference,
  after: Record<string, unknown>,
): ResourceChangeDetail[] {
  return [
    ...properties.map((Name): ResourceChangeDetail => {
      const isKnown = !JSON.stringify(after[Name] ?? null).includes(
        KNOWN_AFTER_APPLY,
      );
      return {
        Target: {
          Attribute: 'Properties',
          Name,
          RequiresRecreation: replacing.includes(Name) ? 'Always' : 'Never',
        },
        Evaluation: isKnown ? 'Static' : 'Dynamic',
        ChangeSource: isKnown ? 'DirectModification' : 'ResourceReference',
      };
    }),
    ...scope
      .filter(attribute => attribute !== 'Properties')
      .map(
        (Attribute): ResourceChangeDetail => ({
          Target: { Attribute, RequiresRecreation: 'Never' },
          Evaluation: 'Static',
          ChangeSource: 'DirectModification',
        }),
      ),
  ];
}
