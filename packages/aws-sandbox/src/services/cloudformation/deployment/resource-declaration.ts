import { InvalidPropertyError, Properties } from '../resources/resource-type';
import { resourceType } from '../resources/resource-types';
import { Stack, StackDefinition, StackResource } from '../state';
import { Surroundings, evaluate } from '../template/evaluate';
import { TemplateResource, isRecord } from '../template/template';

/** What a resource is to be, all functions worked out. */
export type ResourceDeclaration = Pick<
  StackResource,
  | 'type'
  | 'properties'
  | 'tags'
  | 'metadata'
  | 'deletionPolicy'
  | 'updateReplacePolicy'
>;

/**
 * Works out what the template says of one resource.
 *
 * @throws AwsError when a function cannot be worked out
 */
export function declarationOf(
  stack: Pick<Stack, 'id' | 'name'>,
  definition: StackDefinition,
  logicalId: string,
  surroundings: Surroundings,
): ResourceDeclaration {
  const declared: TemplateResource = definition.template.Resources[logicalId];
  const { takesTags } = resourceType(declared.Type);
  const evaluated = (evaluate(declared.Properties, surroundings) ??
    {}) as Properties;
  const { Tags, ...properties } = evaluated;
  return {
    type: declared.Type,
    properties: takesTags ? properties : evaluated,
    tags: takesTags
      ? {
          ...definition.tags,
          ...tagRecord(Tags),
          'aws:cloudformation:stack-name': stack.name,
          'aws:cloudformation:stack-id': stack.id,
          'aws:cloudformation:logical-id': logicalId,
        }
      : {},
    metadata: declared.Metadata,
    deletionPolicy: declared.DeletionPolicy ?? 'Delete',
    updateReplacePolicy: declared.UpdateReplacePolicy ?? 'Delete',
  };
}

/** Templates write tags as a list of pairs, some types as an object. */
function tagRecord(tags: unknown): Record<string, string> {
  if (tags === undefined) {
    return {};
  }
  const pairs: [unknown, unknown][] = isRecord(tags)
    ? Object.entries(tags)
    : listOfPairs(tags);
  return Object.fromEntries(
    pairs.map(([key, value]) => [String(key), String(value)]),
  );
}

function listOfPairs(tags: unknown): [unknown, unknown][] {
  if (!Array.isArray(tags) || !tags.every(isRecord)) {
    throw new InvalidPropertyError('#/Tags: expected a list of Key and Value');
  }
  return tags.map(tag => [tag.Key ?? tag.key, tag.Value ?? tag.value ?? '']);
}
