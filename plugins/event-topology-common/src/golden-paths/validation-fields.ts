import { parseArn } from '../arn';
import { LOG_RETENTION_DAYS } from './limits';
import { checkAwsName, NamedAwsResource } from './names';

/** What is wrong with the value of a field, by rule; undefined when nothing is. */
export interface FieldRule {
  rule: string;
  check(value: unknown): string | undefined;
}

function text(rule: string, pattern: RegExp, message: string): FieldRule {
  return {
    rule,
    check: value =>
      typeof value === 'string' && pattern.test(value) ? undefined : message,
  };
}

function awsName(resource: NamedAwsResource): FieldRule {
  return {
    rule: `${resource}-name`,
    check: value =>
      typeof value === 'string'
        ? checkAwsName(resource, value)
        : 'A name is text',
  };
}

const ENTITY_REF = text(
  'entity-ref',
  /^([a-z]+:)?([a-z0-9]+(-[a-z0-9]+)*\/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/,
  'This is no reference to a catalog entity, such as group:default/shop',
);

const ARN: FieldRule = {
  rule: 'arn',
  check(value) {
    const arn =
      typeof value === 'string' && /^arn:aws[\w:/+=,.@-]+(\.fifo)?$/.test(value)
        ? parseArn(value)
        : undefined;
    return arn
      ? undefined
      : 'This is no ARN, such as arn:aws:sqs:eu-central-1:123456789012:orders';
  },
};

/** A certificate's first name has at most 64 characters. */
const HOST_NAME = text(
  'host-name',
  /^(?=.{1,64}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/,
  'This is no host name, such as loyalty.shop.example, in lower case and with at most 64 characters',
);

const HTTPS_URL = text(
  'https-url',
  /^https:\/\/[A-Za-z0-9.-]+(:\d+)?(\/[A-Za-z0-9_~%/-][A-Za-z0-9._~%/-]*)?\/?$/,
  'This is no https:// address without a query',
);

/** By the last name of a field's path. */
const RULES_BY_NAME: Record<string, FieldRule> = {
  owner: ENTITY_REF,
  system: ENTITY_REF,
  capacityProviderName: awsName('capacity-provider'),
  clusterName: awsName('cluster'),
  eventBusName: awsName('event-bus'),
  queueName: awsName('queue'),
  topicName: awsName('topic'),
  streamName: awsName('stream'),
  activityName: awsName('activity'),
  stateMachineName: awsName('state-machine'),
  vpcId: text(
    'vpc-id',
    /^vpc-[0-9a-f]{8,17}$/,
    'This is no id of a VPC, such as vpc-0a1b2c3d4e5f60718',
  ),
  vpcCidr: text(
    'cidr',
    /^(\d{1,3}\.){3}\d{1,3}\/(1[6-9]|2[0-8])$/,
    'A VPC has a range such as 10.0.0.0/16, no larger than /16 and no smaller than /28',
  ),
  availabilityZones: text(
    'availability-zone',
    /^[a-z]{2}(-[a-z]+)+-\d[a-z]$/,
    'This is no availability zone, such as eu-central-1a',
  ),
  privateSubnetIds: text(
    'subnet-id',
    /^subnet-[0-9a-f]{8,17}$/,
    'This is no id of a subnet, such as subnet-0a1b2c3d4e5f60718',
  ),
  publicSubnetIds: text(
    'subnet-id',
    /^subnet-[0-9a-f]{8,17}$/,
    'This is no id of a subnet, such as subnet-0a1b2c3d4e5f60718',
  ),
  alarmEmail: text(
    'email',
    /^[A-Za-z0-9.!#%&'*+/=?^_{|}~-]{1,64}@[A-Za-z0-9]([A-Za-z0-9.-]{0,250}[A-Za-z0-9])?$/,
    'This is no e-mail address',
  ),
  accountId: text('account-id', /^\d{12}$/, 'An account has 12 digits'),
  region: text(
    'region',
    /^[a-z]{2}(-[a-z]+)+-\d+$/,
    'This is no code of a region, such as eu-central-1',
  ),
  repoUrl: text(
    'repo-url',
    /^[A-Za-z0-9.:-]+\?[A-Za-z0-9._~%=&/+-]+$/,
    'Choose the host, the owner and the name of the repository',
  ),
  source: text(
    'event-source',
    /^(?!aws\.)(?!.*\.\.)[/.\-_A-Za-z0-9]{1,256}$/,
    "The source of an event has letters, digits, single dots and - _ /, and does not begin with aws., which is AWS's own",
  ),
  eventSource: text(
    'event-source',
    /^(?!aws\.)(?!.*\.\.)[/.\-_A-Za-z0-9]{1,256}$/,
    "The source of an event has letters, digits, single dots and - _ /, and does not begin with aws., which is AWS's own",
  ),
  detailType: text(
    'detail-type',
    /^[^\p{Cc}]{1,128}$/u,
    'The detail type of an event has 1 to 128 characters',
  ),
  detailTypes: text(
    'detail-type',
    /^[A-Za-z0-9][A-Za-z0-9 ._:/-]{0,127}$/,
    'A detail type has letters, digits, blanks and . _ : / -, a letter or digit first',
  ),
  domainName: HOST_NAME,
  hostedZoneName: HOST_NAME,
  hostedZoneId: text(
    'hosted-zone-id',
    /^Z[A-Z0-9]{7,31}$/,
    'This is no id of a hosted zone, such as Z0123456789ABCDEFGHIJ',
  ),
  oauthAuthorizationEndpoint: HTTPS_URL,
  oauthIssuer: HTTPS_URL,
  oauthSecretName: text(
    'secret-name',
    /^(?!.*\.\.)[A-Za-z0-9/_+=.@-]{1,512}$/,
    'A secret is named with letters, digits and / _ + = . @ -',
  ),
  allowedOrigins: text(
    'origin',
    /^https?:\/\/[a-z0-9.-]+(:\d+)?$/,
    'An origin is like https://www.shop.example, without a path',
  ),
  logRetentionDays: {
    rule: 'log-retention',
    check: value =>
      LOG_RETENTION_DAYS.includes(value as number)
        ? undefined
        : `Logs are kept for one of these numbers of days: ${LOG_RETENTION_DAYS.join(
            ', ',
          )}`,
  },
};

/** By the whole path, where the last name alone says too little. */
const RULES_BY_PATH: Record<string, FieldRule> = {
  'cluster.name': awsName('cluster'),
  'eventBus.name': awsName('event-bus'),
  'queue.name': awsName('queue'),
  'topic.name': awsName('topic'),
  'stream.name': awsName('stream'),
  'activity.name': awsName('activity'),
  'queue.url': text(
    'queue-url',
    /^https?:\/\/[A-Za-z0-9.:-]+\/\d{12}\/[-\w]{1,80}(\.fifo)?$/,
    'This is no URL of a queue',
  ),
};

/**
 * The rule for a field, beyond what holds for all text.
 *
 * @param path - the field's path without indices: `eventBus.name`
 */
export function fieldRuleOf(path: string): FieldRule | undefined {
  if (Object.hasOwn(RULES_BY_PATH, path)) {
    return RULES_BY_PATH[path];
  }
  const name = path.slice(path.lastIndexOf('.') + 1);
  if (Object.hasOwn(RULES_BY_NAME, name)) {
    return RULES_BY_NAME[name];
  }
  return name === 'arn' || name.endsWith('Arn') ? ARN : undefined;
}
