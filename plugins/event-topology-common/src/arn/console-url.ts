import { NodeKind } from '../model';
import { Arn, parseArn } from './parse-arn';

/** Where the consoles and the service endpoints of a partition live. */
interface Partition {
  console: string;
  endpoints: string;
}

const PARTITIONS: Record<string, Partition> = {
  aws: { console: 'console.aws.amazon.com', endpoints: 'amazonaws.com' },
  'aws-cn': { console: 'console.amazonaws.cn', endpoints: 'amazonaws.com.cn' },
  'aws-us-gov': {
    console: 'console.amazonaws-us-gov.com',
    endpoints: 'amazonaws.com',
  },
};

type ConsolePath = (
  arn: Arn,
  partition: Partition,
  wholeArn: string,
) => string | undefined;

/**
 * The page of each kind, below the console of the region. Undefined for an ARN
 * of some other form; kinds that are not here have no page of their own.
 */
const PATHS: Partial<Record<NodeKind, ConsolePath>> = {
  'event-bus': arn =>
    page(arn, 'events/home', ['eventbus', after(arn, 'event-bus/')]),
  rule: arn => {
    // A rule of the default bus has no bus in its ARN; partner buses have
    // slashes in their names, rules have none.
    const path = after(arn, 'rule/');
    const slash = path?.lastIndexOf('/') ?? -1;
    return page(arn, 'events/home', [
      'eventbus',
      slash < 0 ? 'default' : path?.slice(0, slash),
      'rules',
      path?.slice(slash + 1),
    ]);
  },
  archive: arn => page(arn, 'events/home', ['archive', after(arn, 'archive/')]),
  'api-destination': arn =>
    page(arn, 'events/home', [
      'apidestinations',
      after(arn, 'api-destination/')?.split('/')[0],
    ]),
  pipe: arn => page(arn, 'events/home', ['pipes', after(arn, 'pipe/')]),
  schedule: arn => {
    const [group, name] = after(arn, 'schedule/')?.split('/') ?? [];
    return page(arn, 'scheduler/home', ['schedules', group, name]);
  },
  queue: (arn, { endpoints }) =>
    page(arn, 'sqs/v3/home', [
      'queues',
      `https://sqs.${arn.region}.${endpoints}/${arn.accountId}/${arn.resource}`,
    ]),
  topic: (arn, _partition, wholeArn) =>
    page(arn, 'sns/v3/home', ['topic', wholeArn]),
  'state-machine': (arn, _partition, wholeArn) =>
    page(arn, 'states/home', ['statemachines', 'view', wholeArn]),
  // The console has no address for a single activity, only for their list.
  activity: arn => page(arn, 'states/home', ['activities']),
  'ecs-service': arn => {
    const [cluster, name, more] = after(arn, 'service/')?.split('/') ?? [];
    return name && !more
      ? `ecs/v2/clusters/${encode(cluster)}/services/${encode(
          name,
        )}/health?region=${encode(arn.region)}`
      : undefined;
  },
  'task-definition': arn => {
    const [family, revision] = after(arn, 'task-definition/')?.split(':') ?? [];
    if (!family) {
      return undefined;
    }
    const path = revision
      ? `${encode(family)}/${encode(revision)}/containers`
      : encode(family);
    return `ecs/v2/task-definitions/${path}?region=${encode(arn.region)}`;
  },
  function: arn =>
    // The name may be followed by a version or an alias.
    page(arn, 'lambda/home', [
      'functions',
      after(arn, 'function:')?.split(':')[0],
    ]),
  'rest-api': arn => {
    const id = after(arn, '/restapis/')?.split('/')[0];
    return id
      ? `apigateway/main/apis/${encode(id)}/resources?api=${encode(
          id,
        )}&region=${encode(arn.region)}`
      : undefined;
  },
  broker: (arn, _partition, wholeArn) =>
    arn.service === 'kafka'
      ? page(arn, 'msk/home', ['cluster', wholeArn, 'view'])
      : brokerPage(arn),
  // The console has no address for a topic, only for its cluster.
  'kafka-topic': (arn, _partition, wholeArn) => {
    const cluster = /^(.+):topic\/([^/]+\/[^/]+)\/.+$/.exec(wholeArn);
    return cluster
      ? page(arn, 'msk/home', [
          'cluster',
          `${cluster[1]}:cluster/${cluster[2]}`,
          'view',
        ])
      : undefined;
  },
  stream: arn =>
    arn.service === 'kinesis'
      ? page(arn, 'kinesis/home', [
          'streams',
          'details',
          after(arn, 'stream/'),
          'monitoring',
        ])
      : undefined,
};

/**
 * Where to look at a resource in the AWS console, in the partitions `aws`,
 * `aws-cn` and `aws-us-gov`. Undefined for kinds that have no page there, for
 * other partitions, and for what is not the ARN of such a resource.
 *
 * @public
 */
export function consoleUrl(kind: NodeKind, arn: string): string | undefined {
  const parsed = parseArn(arn);
  const partition =
    parsed && Object.hasOwn(PARTITIONS, parsed.partition)
      ? PARTITIONS[parsed.partition]
      : undefined;
  // The region becomes part of a host name, so it must not be anything else.
  if (!parsed || !partition || !/^[a-z0-9-]+$/.test(parsed.region)) {
    return undefined;
  }
  const path = PATHS[kind]?.(parsed, partition, arn);
  return path && `https://${parsed.region}.${partition.console}/${path}`;
}

/** An address within the single-page application that most consoles are. */
function page(
  arn: Arn,
  application: string,
  steps: (string | undefined)[],
): string | undefined {
  return steps.every(Boolean)
    ? `${application}?region=${encode(arn.region)}#/${steps
        .map(step => encode(step ?? ''))
        .join('/')}`
    : undefined;
}

/** The console knows brokers by their id alone, and takes it as a query. */
function brokerPage(arn: Arn): string | undefined {
  const id = after(arn, 'broker:')?.split(':')[1];
  return id
    ? `amazon-mq/home?region=${encode(arn.region)}#/brokers/details?id=${encode(
        id,
      )}`
    : undefined;
}

function after(arn: Arn, prefix: string): string | undefined {
  return arn.resource.startsWith(prefix)
    ? arn.resource.slice(prefix.length)
    : undefined;
}

function encode(text: string): string {
  return encodeURIComponent(text);
}
