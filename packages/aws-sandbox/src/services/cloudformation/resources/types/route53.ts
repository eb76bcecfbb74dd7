import { setHostAlias } from '../../../elasticloadbalancing/data-plane';
import { isRecord } from '../../template/template';
import { ResourceContext } from '../ResourceContext';
import {
  InvalidPropertyError,
  Properties,
  ResourceType,
  refuseOthers,
  requiredText,
  textsOf,
} from '../resource-type';

const PROPERTIES = [
  'AliasTarget',
  'Comment',
  'HostedZoneId',
  'HostedZoneName',
  'Name',
  'ResourceRecords',
  'TTL',
  'Type',
];

/** Records that lead a host name to another one; of others the sandbox has no use. */
const recordSet: ResourceType = {
  replacedBy: ['HostedZoneId', 'HostedZoneName', 'Name', 'Type'],
  takesTags: false,

  async create(properties, context) {
    refuseOthers(properties, PROPERTIES);
    lead(properties, context);
    return { physicalId: hostOf(properties), attributes: {} };
  },

  async update({ before, after }, context) {
    refuseOthers(after, PROPERTIES);
    unlead(before, context);
    lead(after, context);
  },

  async delete(_, properties, context) {
    unlead(properties, context);
  },
};

function hostOf(properties: Properties): string {
  return requiredText(properties, 'Name').replace(/\.$/, '');
}

/** Where the record leads: an alias of addresses, or a canonical name. */
function targetOf(properties: Properties): string | undefined {
  const { Type, AliasTarget } = properties;
  if (AliasTarget !== undefined && !isRecord(AliasTarget)) {
    throw new InvalidPropertyError('#/AliasTarget: expected an object');
  }
  if (AliasTarget) {
    // The alias for IPv4 speaks for that of IPv6 too.
    return Type === 'A' ? requiredText(AliasTarget, 'DNSName') : undefined;
  }
  return Type === 'CNAME'
    ? textsOf(properties, 'ResourceRecords')[0]
    : undefined;
}

function lead(properties: Properties, { world }: ResourceContext): void {
  const target = targetOf(properties);
  if (target !== undefined) {
    setHostAlias(world, hostOf(properties), target);
  }
}

function unlead(properties: Properties, { world }: ResourceContext): void {
  if (targetOf(properties) !== undefined) {
    setHostAlias(world, hostOf(properties), undefined);
  }
}

export const route53Types: Record<string, ResourceType> = {
  'AWS::Route53::RecordSet': recordSet,
};
