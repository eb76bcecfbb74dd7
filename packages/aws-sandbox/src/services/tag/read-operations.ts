import type {
  GetResourcesInput,
  GetResourcesOutput,
  GetTagKeysInput,
  GetTagKeysOutput,
  GetTagValuesInput,
  GetTagValuesOutput,
} from '@aws-sdk/client-resource-groups-tagging-api';
import { AwsError, Operation, UnsupportedError, paginate } from '../../core';
import { allTaggedResources, hasTags, hasType } from './tagged-resources';

const DEFAULT_RESOURCES = 50;
const MAXIMUM_RESOURCES = 100;
const MAXIMUM_TAG_FILTERS = 50;
const MAXIMUM_ARNS = 100;
/** AWS doesn't let the caller choose how many keys and values a page holds. */
const TAG_PAGE_SIZE = 100;

/** The tagged resources of an account and region, by type and tags. */
export const getResources: Operation<GetResourcesInput, GetResourcesOutput> = (
  input,
  context,
) => {
  checkGetResources(input);
  const { ResourceARNList: arns } = input;
  const found = allTaggedResources(context).filter(
    ({ arn, tags }) =>
      (arns?.includes(arn) ?? true) &&
      hasType(arn, input.ResourceTypeFilters ?? []) &&
      hasTags(tags, input.TagFilters ?? []),
  );
  const page = paginate(
    found,
    ({ arn }) => arn,
    {
      asked: input.ResourcesPerPage ?? DEFAULT_RESOURCES,
      maximum: MAXIMUM_RESOURCES,
      token: input.PaginationToken,
    },
    expiredToken,
  );
  return {
    ResourceTagMappingList: page.items.map(({ arn, tags }) => ({
      ResourceARN: arn,
      Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })),
    })),
    PaginationToken: page.nextToken ?? '',
  };
};

/** The keys of all tags. */
export const getTagKeys: Operation<GetTagKeysInput, GetTagKeysOutput> = (
  input,
  context,
) => {
  const keys = new Set(
    allTaggedResources(context).flatMap(({ tags }) => Object.keys(tags)),
  );
  const page = pageOfTexts(keys, input.PaginationToken);
  return { TagKeys: page.items, PaginationToken: page.nextToken ?? '' };
};

/** The values that a key has. */
export const getTagValues: Operation<GetTagValuesInput, GetTagValuesOutput> = (
  input,
  context,
) => {
  const values = new Set(
    allTaggedResources(context).flatMap(({ tags }) => {
      const value = tags[input.Key ?? ''];
      return value === undefined ? [] : [value];
    }),
  );
  const page = pageOfTexts(values, input.PaginationToken);
  return { TagValues: page.items, PaginationToken: page.nextToken ?? '' };
};

function checkGetResources(input: GetResourcesInput): void {
  const perPage = input.ResourcesPerPage ?? DEFAULT_RESOURCES;
  if (perPage < 1 || perPage > MAXIMUM_RESOURCES) {
    throw invalidParameter(
      `ResourcesPerPage must be between 1 and ${MAXIMUM_RESOURCES}, not ${perPage}`,
    );
  }
  if ((input.TagFilters?.length ?? 0) > MAXIMUM_TAG_FILTERS) {
    throw invalidParameter(`TagFilters takes up to ${MAXIMUM_TAG_FILTERS}`);
  }
  if ((input.ResourceARNList?.length ?? 0) > MAXIMUM_ARNS) {
    throw invalidParameter(`ResourceARNList takes up to ${MAXIMUM_ARNS}`);
  }
  if (
    input.ResourceARNList &&
    (input.TagFilters || input.ResourceTypeFilters || input.ResourcesPerPage)
  ) {
    throw invalidParameter(
      'ResourceARNList cannot be combined with filters or ResourcesPerPage',
    );
  }
  if (input.TagsPerPage !== undefined) {
    throw new UnsupportedError('TagsPerPage of GetResources');
  }
  if (input.IncludeComplianceDetails || input.ExcludeCompliantResources) {
    throw new UnsupportedError('tag policies');
  }
}

function pageOfTexts(texts: Set<string>, token: string | undefined) {
  return paginate(
    [...texts].sort(),
    text => text,
    { maximum: TAG_PAGE_SIZE, token },
    expiredToken,
  );
}

function expiredToken(): AwsError {
  return new AwsError(
    'PaginationTokenExpiredException',
    'The pagination token is not valid or has expired',
  );
}

function invalidParameter(message: string): AwsError {
  return new AwsError('InvalidParameterException', message);
}
