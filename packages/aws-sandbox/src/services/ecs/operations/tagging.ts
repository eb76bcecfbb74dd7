import {
  ListTagsForResourceCommandInput,
  Tag,
  TagResourceCommandInput,
  UntagResourceCommandInput,
} from '@aws-sdk/client-ecs';
import { parseArn } from '@ecs-eda/plugin-event-topology-common';
import { Operation, RequestContext } from '../../../core';
import { clientException, invalidParameter } from '../errors';
import {
  findCluster,
  findService,
  lookUpTask,
  lookUpTaskDefinition,
} from '../find';
import { shortName } from '../names';
import { EcsState, ecsState } from '../state';
import { mergeTags } from '../tags';

/** `TagResource`, `UntagResource` and `ListTagsForResource`. */
export const taggingOperations: Record<string, Operation> = {
  TagResource(input: TagResourceCommandInput, context: RequestContext) {
    const holder = findHolder(
      ecsState(context.world, context),
      input.resourceArn ?? '',
    );
    holder.tags = mergeTags(holder.tags, input.tags);
    return {};
  },
  UntagResource(input: UntagResourceCommandInput, context: RequestContext) {
    const holder = findHolder(
      ecsState(context.world, context),
      input.resourceArn ?? '',
    );
    holder.tags = (holder.tags ?? []).filter(
      ({ key }) => !input.tagKeys?.includes(key ?? ''),
    );
    return {};
  },
  ListTagsForResource(
    input: ListTagsForResourceCommandInput,
    context: RequestContext,
  ) {
    const { tags } = findHolder(
      ecsState(context.world, context),
      input.resourceArn ?? '',
    );
    return { tags: tags ?? [] };
  },
};

/** What holds the tags of the resource that an ARN names. */
function findHolder(state: EcsState, arn: string): { tags?: Tag[] } {
  const [type, ...path] = parseArn(arn)?.resource.split('/') ?? [];
  switch (type) {
    case 'cluster':
      return findCluster(state, path[0]).cluster;
    case 'service':
      return findService(findCluster(state, path[0]), arn).service;
    case 'task': {
      const stored = lookUpTask(findCluster(state, path[0]), arn);
      if (!stored) {
        throw invalidParameter('The referenced task was not found.');
      }
      return stored.task;
    }
    case 'task-definition': {
      const stored = lookUpTaskDefinition(state, arn);
      if (!stored) {
        throw clientException('The specified task definition does not exist.');
      }
      return stored;
    }
    case 'capacity-provider': {
      const provider = state.capacityProviders.get(shortName(arn));
      if (!provider) {
        throw clientException(
          'The specified capacity provider does not exist.',
        );
      }
      return provider;
    }
    default:
      throw invalidParameter(`Invalid ARN: ${arn}`);
  }
}
