import { createPermissionRule } from '@backstage/plugin-permission-node';
import {
  NODE_KINDS,
  NodeKind,
  TopologyNode,
} from '@ecs-eda/plugin-event-topology-common';
import { z } from 'zod';
import { eventTopologyNodeResourceRef } from './node-resource';

const lowerCase = (ref: string) => ref.toLocaleLowerCase('en-US');

function ownerIsOneOf({ catalog }: TopologyNode, owners: string[]): boolean {
  return (
    catalog?.owner !== undefined &&
    owners.map(lowerCase).includes(lowerCase(catalog.owner))
  );
}

const isOwnerOf = createPermissionRule({
  name: 'IS_OWNER_OF',
  description:
    'Allow nodes whose catalog entity is owned by one of these users or groups',
  resourceRef: eventTopologyNodeResourceRef,
  paramsSchema: z.object({
    owners: z
      .array(z.string())
      .describe(
        "Entity refs, such as group:default/shop: a user's own ref and groups",
      ),
  }),
  apply: (node, { owners }) => ownerIsOneOf(node, owners),
  toQuery:
    ({ owners }) =>
    node =>
      ownerIsOneOf(node, owners),
});

const accountIs = createPermissionRule({
  name: 'ACCOUNT_IS',
  description: 'Allow nodes in one of these AWS accounts',
  resourceRef: eventTopologyNodeResourceRef,
  paramsSchema: z.object({
    accountIds: z
      .array(z.string())
      .describe('Account ids of twelve digits, as text'),
  }),
  apply: (node, { accountIds }) => accountIds.includes(node.accountId),
  toQuery:
    ({ accountIds }) =>
    node =>
      accountIds.includes(node.accountId),
});

interface Tag {
  key: string;
  value?: string;
}

function isTagged({ tags }: TopologyNode, { key, value }: Tag): boolean {
  return (
    Object.hasOwn(tags, key) && (value === undefined || tags[key] === value)
  );
}

const hasTag = createPermissionRule({
  name: 'HAS_TAG',
  description: 'Allow nodes that have a tag in AWS',
  resourceRef: eventTopologyNodeResourceRef,
  paramsSchema: z.object({
    key: z.string().describe('The key; case matters, as in AWS'),
    value: z.string().optional().describe('The value; any when left out'),
  }),
  apply: isTagged,
  toQuery: tag => node => isTagged(node, tag),
});

function isOneOf({ kind }: TopologyNode, kinds: NodeKind[]): boolean {
  return kinds.includes(kind);
}

const kindIs = createPermissionRule({
  name: 'KIND_IS',
  description: 'Allow nodes of one of these kinds',
  resourceRef: eventTopologyNodeResourceRef,
  paramsSchema: z.object({
    kinds: z.array(z.enum(NODE_KINDS)).describe('Kinds, such as queue'),
  }),
  apply: (node, { kinds }) => isOneOf(node, kinds),
  toQuery:
    ({ kinds }) =>
    node =>
      isOneOf(node, kinds),
});

/**
 * The rules that a policy can make its decision about `event-topology.read`
 * depend on.
 *
 * @public
 */
export const eventTopologyPermissionRules = {
  isOwnerOf,
  accountIs,
  hasTag,
  kindIs,
};
