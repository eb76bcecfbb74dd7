import type {
  FailureInfo,
  TagResourcesInput,
  TagResourcesOutput,
  UntagResourcesInput,
  UntagResourcesOutput,
} from '@aws-sdk/client-resource-groups-tagging-api';
import { AwsError, Operation, RequestContext } from '../../core';
import { TagChange, changeTags } from './tagging-calls';

const MAXIMUM_ARNS = 20;

/** Tags resources of any service; what fails is told one by one. */
export const tagResources: Operation<
  TagResourcesInput,
  TagResourcesOutput
> = async (input, context) => ({
  FailedResourcesMap: await changeAll(
    input.ResourceARNList ?? [],
    { kind: 'tag', tags: input.Tags ?? {} },
    context,
  ),
});

/** Takes tags off resources of any service. */
export const untagResources: Operation<
  UntagResourcesInput,
  UntagResourcesOutput
> = async (input, context) => ({
  FailedResourcesMap: await changeAll(
    input.ResourceARNList ?? [],
    { kind: 'untag', keys: input.TagKeys ?? [] },
    context,
  ),
});

async function changeAll(
  arns: string[],
  change: TagChange,
  context: RequestContext,
): Promise<Record<string, FailureInfo>> {
  if (arns.length === 0 || arns.length > MAXIMUM_ARNS) {
    throw new AwsError(
      'InvalidParameterException',
      `ResourceARNList takes 1 to ${MAXIMUM_ARNS} ARNs, not ${arns.length}`,
    );
  }
  const failed: Record<string, FailureInfo> = {};
  for (const arn of arns) {
    try {
      await changeTags(arn, change, context);
    } catch (error) {
      if (!(error instanceof AwsError)) {
        throw error;
      }
      failed[arn] = {
        StatusCode: error.status,
        ErrorCode: 'InvalidParameterException',
        ErrorMessage: error.message,
      };
    }
  }
  return failed;
}
