import {
  ListTagsForResourceInput,
  ListTagsForResourceOutput,
  Tag,
  TagResourceInput,
  UntagResourceInput,
} from '@aws-sdk/client-sfn';
import { AwsError, Operation, World } from '../../../core';
import { parseStatesArn } from '../arns';
import { statesState } from '../state';
import { mergeTags } from '../tags';

/** Tags of state machines and activities. */
export const taggingOperations: Record<string, Operation> = {
  TagResource(input: TagResourceInput, context): object {
    const holder = findHolder(context.world, input.resourceArn);
    holder.tags = mergeTags(holder.tags, input.tags);
    return {};
  },

  UntagResource(input: UntagResourceInput, context): object {
    const holder = findHolder(context.world, input.resourceArn);
    holder.tags = holder.tags.filter(
      ({ key }) => !input.tagKeys?.includes(key ?? ''),
    );
    return {};
  },

  ListTagsForResource(
    input: ListTagsForResourceInput,
    context,
  ): ListTagsForResourceOutput {
    return { tags: findHolder(context.world, input.resourceArn).tags };
  },
};

function findHolder(world: World, arn: string | undefined): { tags: Tag[] } {
  const { type, name, ...scope } = parseStatesArn(
    arn,
    'stateMachine',
    'activity',
  );
  const state = statesState(world, scope);
  const holder =
    type === 'activity'
      ? state.activities.get(name)
      : state.stateMachines.get(name);
  if (!holder) {
    throw new AwsError(
      'ResourceNotFound',
      `Resource not found: '${arn}'`,
      400,
      { resourceName: arn },
    );
  }
  return holder;
}
