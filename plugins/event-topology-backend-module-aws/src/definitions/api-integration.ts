import { Place, arnAt } from '../arns/place';
import { busNodeId, streamNodeId } from '../arns/node-id';
import { queueArnOfUrl } from '../arns/queue-url';

/** What a method of a REST API hands a request to, without a function between. */
export interface ApiIntegration {
  action:
    | 'put-events'
    | 'put-records'
    | 'send-message'
    | 'publish'
    | 'start-execution';
  /** Node ids: the bus, stream, queue, topic or state machine. */
  targets: string[];
}

/** The parts of a method's integration that say where it leads. */
export interface IntegrationDefinition {
  uri?: string;
  requestTemplates?: Record<string, string>;
  requestParameters?: Record<string, string>;
}

/**
 * Reads an integration of type `AWS`. The URI names the service and the
 * action; bus, topic and state machine stand in the mapping template or the
 * request parameters. What only the request decides is left out.
 */
export function readApiIntegration(
  integration: IntegrationDefinition,
  place: Place,
): ApiIntegration | undefined {
  const match =
    /^arn:[^:]+:apigateway:([^:]+):(?:[^:.]+\.)?([^:]+):(action|path)\/(.+)$/.exec(
      integration.uri ?? '',
    );
  if (!match) {
    return undefined;
  }
  const [, region, service, by, call] = match;
  const there: Place = { accountId: place.accountId, region };
  const texts = [
    ...Object.values(integration.requestTemplates ?? {}),
    ...Object.values(integration.requestParameters ?? {}),
    // Parameters of the call may stand in the URI itself.
    decodeURIComponentSafely(call),
  ];
  if (service === 'events' && /^PutEvents\b/.test(call)) {
    return { action: 'put-events', targets: buses(texts, there) };
  }
  if (service === 'kinesis' && /^PutRecords?\b/.test(call)) {
    return { action: 'put-records', targets: streams(texts, there) };
  }
  if (service === 'sqs') {
    const path = /^(\d{12})\/([A-Za-z0-9_.-]+)/.exec(call);
    return {
      action: 'send-message',
      targets:
        by === 'path' && path
          ? [arnAt({ accountId: path[1], region }, 'sqs', path[2])]
          : queues(texts, region),
    };
  }
  if (service === 'sns') {
    return {
      action: 'publish',
      targets: arns(texts, 'sns', /[\w-]+(?:\.fifo)?/),
    };
  }
  if (service === 'states' && /^Start(Sync)?Execution\b/.test(call)) {
    return {
      action: 'start-execution',
      targets: arns(texts, 'states', /stateMachine:[\w-]+/),
    };
  }
  return undefined;
}

function buses(texts: string[], place: Place): string[] {
  const names = texts.flatMap(text =>
    [...text.matchAll(/\\?"EventBusName\\?"\s*:\s*\\?"([^"\\]+)\\?"/g)].map(
      found => found[1],
    ),
  );
  const mentioned = texts.some(text => text.includes('EventBusName'));
  if (!mentioned) {
    return [busNodeId('default', place)];
  }
  return unique(
    names
      // A variable of the template: only the request decides.
      .filter(name => !name.includes('$'))
      .map(name => busNodeId(name, place)),
  );
}

function streams(texts: string[], place: Place): string[] {
  return unique(
    texts
      .flatMap(text => [
        ...text.matchAll(/\\?"Stream(?:Name|ARN)\\?"\s*:\s*\\?"([^"\\]+)\\?"/g),
      ])
      .map(found => found[1])
      // A variable of the template: only the request decides.
      .filter(name => !name.includes('$'))
      .map(name => streamNodeId(name, place)),
  );
}

function queues(texts: string[], region: string): string[] {
  return unique(
    texts
      .map(decodeURIComponentSafely)
      .flatMap(text => text.match(/https?:\/\/[^\s"'\\&]+/g) ?? [])
      .flatMap(url => queueArnOfUrl(url, region) ?? []),
  );
}

function arns(texts: string[], service: string, resource: RegExp): string[] {
  const pattern = new RegExp(
    `arn:aws[\\w-]*:${service}:[a-z0-9-]+:\\d{12}:${resource.source}`,
    'g',
  );
  return unique(
    texts
      .map(decodeURIComponentSafely)
      .flatMap(text => text.match(pattern) ?? []),
  );
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // Templates hold `%` that begin no escape.
    return text;
  }
}

function unique(values: string[]): string[] {
  return [...new Set(values)];
}
