import {
  edgeId,
  ScopeReport,
  TopologyEdge,
  TopologyNodeOf,
} from '@ecs-eda/plugin-event-topology-common';
import { DiscoveryResult } from '@ecs-eda/plugin-event-topology-node';

const ACCOUNT = '123456789012';
const REGION = 'eu-central-1';

export const SQS = `${ACCOUNT}/${REGION}/sqs`;
export const ECS = `${ACCOUNT}/${REGION}/ecs`;
export const IAM = `${ACCOUNT}/global/iam`;

export function queueArn(name: string): string {
  return `arn:aws:sqs:${REGION}:${ACCOUNT}:${name}`;
}

export function serviceArn(name: string): string {
  return `arn:aws:ecs:${REGION}:${ACCOUNT}:service/shop/${name}`;
}

export function queue(
  name: string,
  tags: Record<string, string> = {},
): TopologyNodeOf<'queue'> {
  return {
    id: queueArn(name),
    kind: 'queue',
    name,
    accountId: ACCOUNT,
    region: REGION,
    scope: SQS,
    tags,
    attributes: {
      fifo: false,
      queueUrl: `https://sqs.${REGION}.amazonaws.com/${ACCOUNT}/${name}`,
    },
  };
}

export function service(name: string): TopologyNodeOf<'ecs-service'> {
  return {
    id: serviceArn(name),
    kind: 'ecs-service',
    name,
    accountId: ACCOUNT,
    region: REGION,
    scope: ECS,
    tags: {},
    attributes: {
      clusterArn: `arn:aws:ecs:${REGION}:${ACCOUNT}:cluster/shop`,
      clusterName: 'shop',
      status: 'ACTIVE',
    },
  };
}

/** `service` polls `queueName`, as its container environment says. */
export function polls(
  queueName: string,
  serviceName: string,
  scopes: string[] = [ECS],
): TopologyEdge {
  const [from, to] = [queueArn(queueName), serviceArn(serviceName)];
  return {
    id: edgeId(from, 'polls', to),
    from,
    to,
    kind: 'polls',
    confidence: 'inferred',
    evidence: scopes.map(key => ({
      scope: key,
      source: 'environment',
      operation: 'ecs:DescribeTaskDefinition',
      field: 'containerDefinitions[].environment[].value',
      value: from,
    })),
  };
}

export function scope(
  key: string,
  report: Partial<ScopeReport> = {},
): ScopeReport {
  const [accountId, region, serviceName] = key.split('/');
  return {
    key,
    accountId,
    region,
    service: serviceName,
    status: 'complete',
    finishedAt: '2026-11-27T09:00:00.000Z',
    durationSeconds: 1,
    calls: 1,
    errors: [],
    ...report,
  };
}

/** A scope that AWS did not let anybody read. */
export function denied(key: string, operation: string): ScopeReport {
  return scope(key, {
    status: 'failed',
    errors: [
      {
        code: 'AccessDeniedException',
        message: `not authorized to perform ${operation} (request 4711)`,
        operation,
        remedy: `Allow ${operation}.`,
      },
    ],
  });
}

/** The loyalty queue and the service that drains it. */
export function loyalty(found: Partial<DiscoveryResult> = {}): DiscoveryResult {
  return {
    nodes: [queue('loyalty'), service('loyalty')],
    edges: [polls('loyalty', 'loyalty')],
    scopes: [scope(SQS), scope(ECS)],
    callsByOperation: { 'sqs:ListQueues': 1, 'ecs:ListServices': 1 },
    ...found,
  };
}
