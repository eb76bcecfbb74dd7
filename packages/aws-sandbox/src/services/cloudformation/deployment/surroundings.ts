import { Scope } from '../../../core';
import { validationError } from '../errors';
import { CloudFormationState, Stack, StackDefinition } from '../state';
import { Surroundings, truth } from '../template/evaluate';

/** What `Ref` and `Fn::GetAtt` give of a resource. */
export interface ResourceValues {
  physicalId(logicalId: string): unknown;
  attribute(logicalId: string, name: string): unknown;
}

/**
 * What the functions of a stack's template draw on.
 *
 * @param resources - how the resources stand: as they are, or as a change set foresees them
 */
export function surroundingsOf(
  state: CloudFormationState,
  stack: Pick<Stack, 'id' | 'name' | 'notificationArns'>,
  definition: StackDefinition,
  resources: ResourceValues,
): Surroundings {
  const { template, parameters } = definition;
  const pseudo = pseudoParameters(state.scope, stack);
  const held = new Map<string, boolean>();
  const surroundings: Surroundings = {
    ...resources,

    parameter: name => pseudo[name] ?? parameters.get(name)?.value,

    condition(name) {
      const known = held.get(name);
      if (known !== undefined) {
        return known;
      }
      const expression = template.Conditions?.[name];
      if (expression === undefined) {
        throw validationError(
          `Template format error: Unresolved condition dependency ${name}`,
        );
      }
      // A condition that comes to itself again is a circle.
      held.set(name, false);
      const holds = truth(expression, surroundings);
      held.set(name, holds);
      return holds;
    },

    mapping(map, first, second) {
      const value = template.Mappings?.[map]?.[first]?.[second];
      if (value === undefined) {
        throw validationError(
          `Template error: Unable to get mapping for ${map}::${first}::${second}`,
        );
      }
      return value;
    },

    importValue(name) {
      const found = state.exports().get(name);
      if (!found) {
        throw validationError(`No export named ${name} found.`);
      }
      return found.value;
    },

    availabilityZones: region => ['a', 'b', 'c'].map(zone => region + zone),
  };
  return surroundings;
}

/** Logical ids of the resources whose condition holds, or that have none. */
export function activeResources(
  { template }: StackDefinition,
  surroundings: Surroundings,
): Set<string> {
  return new Set(
    Object.entries(template.Resources)
      .filter(
        ([, { Condition }]) =>
          Condition === undefined || surroundings.condition(Condition),
      )
      .map(([id]) => id),
  );
}

function pseudoParameters(
  { accountId, region }: Scope,
  stack: Pick<Stack, 'id' | 'name' | 'notificationArns'>,
): Record<string, unknown> {
  return {
    'AWS::AccountId': accountId,
    'AWS::NotificationARNs': stack.notificationArns,
    'AWS::Partition': 'aws',
    'AWS::Region': region,
    'AWS::StackId': stack.id,
    'AWS::StackName': stack.name,
    'AWS::URLSuffix': 'amazonaws.com',
  };
}
