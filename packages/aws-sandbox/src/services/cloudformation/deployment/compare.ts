import { isDeepStrictEqual } from 'node:util';
import type { ResourceAttribute } from '@aws-sdk/client-cloudformation';
import { resourceType } from '../resources/resource-types';
import { StackResource } from '../state';
import { ResourceDeclaration } from './resource-declaration';

/** How a resource differs from what it is to be. */
export interface Difference {
  /** Names of properties. */
  properties: string[];
  scope: ResourceAttribute[];
  /** The change cannot be made to the resource that is there. */
  replaces: boolean;
  /** The properties because of which it is replaced. */
  replacing: string[];
}

/** Compares a resource that is there with its declaration; undefined when they are the same. */
export function differenceOf(
  before: StackResource,
  after: ResourceDeclaration,
): Difference | undefined {
  const type = resourceType(after.type);
  const properties = changedKeys(before.properties, after.properties);
  const replacing =
    type.replacedBy === 'any' || !type.update
      ? properties
      : properties.filter(name => type.replacedBy.includes(name));
  const scope: ResourceAttribute[] = [];
  if (properties.length > 0) {
    scope.push('Properties');
  }
  if (changedKeys(before.tags, after.tags).length > 0) {
    scope.push('Tags');
  }
  if (!isDeepStrictEqual(before.metadata, after.metadata)) {
    scope.push('Metadata');
  }
  if (before.deletionPolicy !== after.deletionPolicy) {
    scope.push('DeletionPolicy');
  }
  if (before.updateReplacePolicy !== after.updateReplacePolicy) {
    scope.push('UpdateReplacePolicy');
  }
  const retyped = before.type !== after.type;
  return scope.length > 0 || retyped
    ? {
        properties,
        scope,
        replaces: retyped || replacing.length > 0,
        replacing,
      }
    : undefined;
}

/** Keys whose values differ, or that only one of the two has. */
export function changedKeys(
  before: Record<string, unknown>,
  after: Record<string, unknown>,
): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    key => !isDeepStrictEqual(before[key], after[key]),
  );
}
